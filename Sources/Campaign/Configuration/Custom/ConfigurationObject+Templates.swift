// SPDX-License-Identifier: Apache-2.0

import Providers

extension ConfigurationObject {
    /// The text with placeholders under a key.
    func template(_ key: String) throws(ConfigurationError) -> GatewayTemplate? {
        guard let text = try rawString(key) else { return nil }
        return try context.template(text, key: path(of: key), line: line(of: key))
    }

    /// The members of an object under a key as names with texts, in order of their names; `nil` where it is absent.
    func fields(_ key: String) throws(ConfigurationError) -> [GatewayField]? {
        guard let object = try object(key) else { return nil }
        var fields: [GatewayField] = []
        for name in object.keys {
            guard let value = try object.fieldValue(name) else { continue }
            fields.append(GatewayField(name, value))
        }
        return fields
    }

    /// A number, which forms and headers like to have, needs no quotes.
    private func fieldValue(_ name: String) throws(ConfigurationError) -> GatewayTemplate? {
        guard case .number(let digits) = node(name)?.value else { return try template(name) }
        return try context.template(digits, key: path(of: name), line: line(of: name))
    }

    /// The text or number under a key, as text.
    func scalar(_ key: String) throws(ConfigurationError) -> String? {
        guard case .number(let digits) = node(key)?.value else { return try string(key) }
        return digits
    }

    /// Makes the error for a key that the object lacks.
    func missing(_ key: String) -> ConfigurationError {
        context.error(.missingKey(key), key: path, line: line)
    }

    /// The lines of all values in the object, by the paths of their keys below it.
    var lines: [String: Int] {
        var lines: [String: Int] = [:]
        for key in keys { node(key)?.collectLines(at: key, into: &lines) }
        return lines
    }
}

extension JSONNode {
    fileprivate func collectLines(at path: String, into lines: inout [String: Int]) {
        lines[path] = line
        switch value {
        case .object(let members): for (key, node) in members { node.collectLines(at: path + "." + key, into: &lines) }
        case .array(let items):
            for (index, item) in items.enumerated() { item.collectLines(at: "\(path).\(index)", into: &lines) }
        case .null, .bool, .number, .string: break
        }
    }
}
