// SPDX-License-Identifier: Apache-2.0

import Providers

extension GatewayJSON {
    /// Reads any value; its strings may hold placeholders, its keys may not.
    init(reading node: JSONNode, path: String, context: ConfigurationContext) throws(ConfigurationError) {
        switch node.value {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .number(let digits): self = .number(Self.withoutLeadingZeros(digits))
        case .string(let text): self = .text(try context.template(text, key: path, line: node.line))
        case .array(let items):
            var list: [GatewayJSON] = []
            for (index, item) in items.enumerated() {
                list.append(try GatewayJSON(reading: item, path: "\(path).\(index)", context: context))
            }
            self = .list(list)
        case .object(let members): self = try Self.object(members, path, context)
        }
    }

    private static func object(
        _ members: [String: JSONNode],
        _ path: String,
        _ context: ConfigurationContext
    ) throws(ConfigurationError) -> GatewayJSON {
        var object: [String: GatewayJSON] = [:]
        for (key, node) in members.sorted(by: { ($0.value.line, $0.key) < ($1.value.line, $1.key) }) {
            let below = path + "." + key
            guard !key.contains("{{"), !key.contains("${") else {
                throw context.error(.unusable("a key holds no placeholders"), key: below, line: node.line)
            }
            object[key] = try GatewayJSON(reading: node, path: below, context: context)
        }
        return .object(object)
    }

    /// JSON5 allows them, JSON does not (RFC 8259 §6).
    private static func withoutLeadingZeros(_ digits: String) -> String {
        let sign = digits.hasPrefix("-") ? "-" : ""
        let rest = digits.dropFirst(sign.count).drop { $0 == "0" }
        return sign + (rest.first?.isNumber == true ? "" : "0") + rest
    }
}
