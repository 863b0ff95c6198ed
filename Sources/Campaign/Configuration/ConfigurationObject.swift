// SPDX-License-Identifier: Apache-2.0

import Spelling

/// One object of the configuration, read key by key with words for every mistake.
///
/// A key whose value is `null` counts as absent.
struct ConfigurationObject: Sendable {
    let context: ConfigurationContext
    /// The path of the object: `send`; empty for the whole file.
    let path: String
    /// The line that the object begins in.
    let line: Int
    private let members: [String: JSONNode]

    /// Takes a node for an object.
    init(_ node: JSONNode, path: String, context: ConfigurationContext) throws(ConfigurationError) {
        guard case .object(let members) = node.value else {
            let problem = ConfigurationError.Problem.wrongKind(expected: "an object", found: node.kindInWords)
            throw context.error(problem, key: path, line: node.line)
        }
        self.context = context
        self.path = path
        self.line = node.line
        self.members = members
    }

    /// The keys that are there, in order of their names.
    var keys: [String] { members.keys.sorted() }

    /// The line of a key's value, or of the object where the key is absent.
    func line(of key: String) -> Int { members[key]?.line ?? line }

    /// The path of a key.
    func path(of key: String) -> String { path.isEmpty ? key : path + "." + key }

    /// Makes an error about the value of a key.
    func error(_ problem: ConfigurationError.Problem, at key: String) -> ConfigurationError {
        context.error(problem, key: path(of: key), line: line(of: key))
    }

    /// Refuses keys that are not known here; the topmost in the file is reported.
    func refuseKeys(except known: [String]) throws(ConfigurationError) {
        let unknown = members.filter { !known.contains($0.key) }
        guard let (key, _) = unknown.min(by: { ($0.value.line, $0.key) < ($1.value.line, $1.key) }) else { return }
        throw error(.unknownKey(nearest: Spelling.nearest(to: key, in: known), known: known), at: key)
    }

    /// The value of a key; nil when it is absent or `null`.
    func node(_ key: String) -> JSONNode? {
        guard let node = members[key], node.value != .null else { return nil }
        return node
    }

    /// The object under a key.
    func object(_ key: String) throws(ConfigurationError) -> ConfigurationObject? {
        guard let node = node(key) else { return nil }
        return try ConfigurationObject(node, path: path(of: key), context: context)
    }

    /// The text under a key, as written: `${NAME}` stays.
    func rawString(_ key: String) throws(ConfigurationError) -> String? {
        guard let node = node(key) else { return nil }
        guard case .string(let text) = node.value else {
            throw error(.wrongKind(expected: "text in quotes", found: node.kindInWords), at: key)
        }
        return text
    }

    /// The text under a key with its `${NAME}` replaced; it must not be blank.
    func string(_ key: String) throws(ConfigurationError) -> String? {
        guard let raw = try rawString(key) else { return nil }
        let text = try context.expand(raw, key: path(of: key), line: line(of: key))
        guard text.contains(where: { !$0.isWhitespace }) else { throw error(.unusable("the text is empty"), at: key) }
        return text
    }

    /// The list under a key.
    func list(_ key: String) throws(ConfigurationError) -> [JSONNode]? {
        guard let node = node(key) else { return nil }
        guard case .array(let items) = node.value else {
            throw error(.wrongKind(expected: "a list", found: node.kindInWords), at: key)
        }
        return items
    }

    /// The truth value under a key.
    func bool(_ key: String) throws(ConfigurationError) -> Bool? {
        guard let node = node(key) else { return nil }
        guard case .bool(let value) = node.value else {
            throw error(.wrongKind(expected: "true or false", found: node.kindInWords), at: key)
        }
        return value
    }
}
