// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import HTTP
import Providers
import Pacing

extension GatewayRequest {
    static let keys = ["method", "url", "headers", "body", "json", "form"]

    private enum Word: String, CaseIterable {
        case get = "GET"
        case post = "POST"
    }

    /// Reads and checks a request.
    ///
    /// - Parameters:
    ///   - object: the section that it stands in.
    ///   - purpose: what it is for.
    /// - Throws: the first mistake, with its key and line.
    init(
        reading object: ConfigurationObject, for purpose: GatewayPurpose
    ) throws(ConfigurationError) {
        guard let url = try object.template("url") else { throw object.missing("url") }
        let method: HTTPRequest.Method =
            switch try object.word("method", of: Word.self) {
            case .get: .get
            case .post: .post
            case nil: purpose.method
            }
        self.init(
            method: method, url: url, headers: try object.fields("headers") ?? [],
            body: try GatewayBody(reading: object, for: method))
        try GatewayCheck(object: object, purpose: purpose, request: self).run()
    }
}

extension GatewayBody {
    private static let keys = ["body", "json", "form"]

    /// Reads the body of a request: exactly one for a POST, none for a GET.
    init(
        reading object: ConfigurationObject, for method: HTTPRequest.Method
    ) throws(ConfigurationError) {
        let found = Self.keys.filter { object.node($0) != nil }
        switch (method, found.count) {
        case (.get, 0): self = .none
        case (.post, 1): self = try Self.body(object)
        case (.get, _):
            throw object.error(
                .unusable("a GET has no body; leave it out, or write \"method\": \"POST\""),
                at: found.first ?? "body")
        case (.post, 0):
            throw object.context.error(
                .unusable("a POST needs its body: one of \"body\", \"json\" and \"form\""),
                key: object.path, line: object.line)
        case (.post, _):
            throw object.error(
                .unusable("a request has one body; \"\(found.first ?? "")\" is there already"),
                at: found.last ?? "body")
        }
    }

    private static func body(
        _ object: ConfigurationObject
    ) throws(ConfigurationError) -> GatewayBody {
        if let text = try object.template("body") { return .plain(text) }
        if let fields = try object.fields("form") { return .form(fields) }
        guard let node = object.node("json") else { return .none }
        return .json(
            try GatewayJSON(reading: node, path: object.path(of: "json"), context: object.context))
    }
}

extension GatewayJSON {
    /// Reads any value; its strings may hold placeholders, its keys may not.
    init(
        reading node: JSONNode, path: String, context: ConfigurationContext
    ) throws(ConfigurationError) {
        switch node.value {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .number(let digits): self = .number(Self.withoutLeadingZeros(digits))
        case .string(let text): self = .text(try context.template(text, key: path, line: node.line))
        case .array(let items):
            var list: [GatewayJSON] = []
            for (index, item) in items.enumerated() {
                list.append(
                    try GatewayJSON(reading: item, path: "\(path).\(index)", context: context))
            }
            self = .list(list)
        case .object(let members): self = try Self.object(members, path: path, context)
        }
    }

    private static func object(
        _ members: [String: JSONNode], path: String, _ context: ConfigurationContext
    ) throws(ConfigurationError) -> GatewayJSON {
        var values: [String: GatewayJSON] = [:]
        for (key, node) in members.sorted(by: { ($0.value.line, $0.key) < ($1.value.line, $1.key) })
        {
            let below = path + "." + key
            guard !key.contains("{{"), !key.contains("${") else {
                throw context.error(
                    .unusable("a key holds no placeholders"), key: below, line: node.line)
            }
            values[key] = try GatewayJSON(reading: node, path: below, context: context)
        }
        return .object(values)
    }

    /// JSON5 allows them, JSON does not (RFC 8259 §6).
    private static func withoutLeadingZeros(_ digits: String) -> String {
        let sign = digits.hasPrefix("-") ? "-" : ""
        let rest = digits.dropFirst(sign.count).drop { $0 == "0" }
        return sign + (rest.first?.isNumber == true ? "" : "0") + rest
    }
}

extension ConfigurationContext {
    /// Takes a text with placeholders apart.
    ///
    /// - Parameters:
    ///   - text: the text as written.
    ///   - key: the path of its key.
    ///   - line: its line.
    /// - Returns: its parts.
    /// - Throws: what is wrong with it.
    func template(
        _ text: String, key: String, line: Int
    ) throws(ConfigurationError) -> GatewayTemplate {
        do throws(GatewayTemplateError) { return try GatewayTemplate(parsing: text) } catch {
            throw self.error(Self.problem(error), key: key, line: line)
        }
    }

    private static func problem(_ error: GatewayTemplateError) -> ConfigurationError.Problem {
        guard case .unknownPlaceholder(let word) = error else {
            return .unusable(error.description)
        }
        let nearest = Spelling.nearest(to: word, in: GatewayPlaceholder.allCases.map(\.rawValue))
        return .unknownWord(
            "{{\(word)}}", nearest: nearest.flatMap(GatewayPlaceholder.init)?.spelling,
            known: GatewayPlaceholder.allCases.map(\.spelling))
    }
}

extension ConfigurationObject {
    /// The text with placeholders under a key.
    func template(_ key: String) throws(ConfigurationError) -> GatewayTemplate? {
        guard let text = try rawString(key) else { return nil }
        return try context.template(text, key: path(of: key), line: line(of: key))
    }

    /// The members of an object under a key as names with texts, in order of their names; `nil`
    /// where it is absent.
    func fields(_ key: String) throws(ConfigurationError) -> [GatewayField]? {
        guard let section = try object(key) else { return nil }
        var fields: [GatewayField] = []
        for name in section.keys {
            guard let value = try section.fieldValue(name) else { continue }
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
        case .object(let members):
            for (key, node) in members { node.collectLines(at: path + "." + key, into: &lines) }
        case .array(let items):
            for (index, item) in items.enumerated() {
                item.collectLines(at: "\(path).\(index)", into: &lines)
            }
        case .null, .bool, .number, .string: break
        }
    }
}

extension String {
    /// Whether there is a line break or another control character in it.
    var hasControlCharacters: Bool {
        unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}

/// Checks the addresses of a configured gateway.
enum GatewayAddress {
    /// What an address is like, for errors; the address itself may hold a secret.
    static let rule =
        "is no address that can be used; write https://HOST[:PORT]/PATH (http for loopback only), "
        + "percent-encoded, without user name or fragment; placeholders may stand in path and query"

    /// Whether requests can be made to an address.
    ///
    /// - Parameters:
    ///   - url: the address with its placeholders.
    ///   - variables: the values of the variables in it.
    /// - Returns: false for what is no URL, plain HTTP to another machine, and a host that is not
    ///   fixed.
    static func isUsable(_ url: GatewayTemplate, variables: [String: String]) -> Bool {
        let parts = texts(of: url.pieces, variables)
        let first = parts.firstIndex { $0 == nil } ?? parts.endIndex
        guard first == parts.endIndex || hasWholeHost(parts[..<first].compactMap { $0 }.joined())
        else { return false }
        return isUsable(parts.map { $0 ?? "x" }.joined())
    }

    /// What the parts of an address stand for; `nil` for a placeholder.
    ///
    /// A variable in the query is percent-encoded when requests are made, so that any value will do
    /// there.
    private static func texts(
        of pieces: [GatewayTemplate.Piece], _ variables: [String: String]
    ) -> [String?] {
        var isQuery = false
        return pieces.map { piece in
            switch piece {
            case .literal(let text):
                isQuery = isQuery || text.contains("?")
                return text
            case .variable(let name): return isQuery ? "x" : variables[name] ?? ""
            case .placeholder: return nil
            }
        }
    }

    /// Whether the host ends in this beginning of an address, so that no placeholder can change it.
    private static func hasWholeHost(_ beginning: String) -> Bool {
        guard let scheme = beginning.firstRange(of: "://") else { return false }
        return beginning[scheme.upperBound...].contains { "/?".contains($0) }
    }

    private static func isUsable(_ address: String) -> Bool {
        guard address.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let parts = URLComponents(string: address)
        else { return false }
        guard let host = parts.host, !host.isEmpty, parts.user == nil, parts.password == nil else {
            return false
        }
        let scheme = parts.scheme?.lowercased()
        let isAllowed = scheme == "https" || (scheme == "http" && LoopbackHost.contains(host))
        return isAllowed && parts.fragment == nil
    }
}
