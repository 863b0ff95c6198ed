// SPDX-License-Identifier: Apache-2.0

import Basics
package import Providers

/// One account at one provider, as the configuration has it: `${NAME}` still stands where it was
/// written.
///
/// The environment is asked only by `account(environment:)`, because a dry run needs no credentials
/// and must not fail for want of them.
package struct ProviderEntry: Sendable, Hashable {
    /// The entry's key in `providers`, which is also what reports and the ledger call it.
    package var name: String
    /// Which provider it means.
    package var kind: ProviderKind
    /// The kind's own values, credentials above all, by their keys.
    package var values: [String: String] = [:]
    /// Replaces the provider's messaging address: scheme, host, port and an optional path prefix.
    package var baseURL: String?
    /// Replaces the provider's lookup address.
    package var lookupBaseURL: String?
    /// A PEM file with a private certificate authority.
    package var caFile: String?
    /// The description of a gateway of the kind `custom`; nil for every other.
    package var gateway: CustomGateway?
    /// The lines of the values in the configuration file, by their keys' paths below the entry, for
    /// errors that only their use brings to light.
    package var lines: [String: Int] = [:]

    /// The name of the built-in practice provider, which needs no entry.
    package static let sandboxName = ProviderKind.sandbox.word

    /// The built-in practice provider.
    package static let sandbox = ProviderEntry(name: sandboxName, kind: .sandbox)

    /// Makes an entry without values of its own.
    package init(name: String, kind: ProviderKind) {
        self.name = name
        self.kind = kind
    }

    /// Whether the entry can look numbers up.
    package var hasLookups: Bool { gateway.map { $0.lookup != nil } ?? true }

    /// Whether the entry can send messages.
    package var hasMessages: Bool { gateway.map { $0.send != nil } ?? true }

    /// Whether this is the built-in practice provider.
    package var isSandbox: Bool { kind == .sandbox }
}

extension ProviderEntry {
    /// Where the credentials come from: the environment's variables by their names, and “key” for
    /// what is written in the file itself.
    ///
    /// Empty for the practice provider, which has none. A configured gateway may have them anywhere
    /// in its requests.
    package var credentialNames: [String] {
        let keys =
            switch kind {
            case .vendor(let vendor): vendor.credentials.keys
            case .custom: values.keys.sorted(by: >)
            case .sandbox: [String]()
            }
        let names = keys.flatMap { key in
            let variables = values[key].map(Self.variables) ?? []
            return variables.isEmpty ? ["“\(key)”"] : variables
        }
        return (names + (gateway?.variables ?? [])).reduce(into: []) {
            if !$0.contains($1) { $0.append($1) }
        }
    }

    /// The names in `${NAME}`, in the order of the text.
    private static func variables(in text: String) -> [String] {
        text.matches(of: /\$\{([^}]+)\}/).map { String($0.1) }
    }
}

extension ProviderEntry {
    /// The keys that every built-in provider's entry may have.
    private static let commonKeys = ["type", "baseURL", "lookupBaseURL", "caFile"]

    /// Reads the entry that `provider` names; the others are not looked into.
    static func chosen(in root: ConfigurationObject) throws(ConfigurationError) -> ProviderEntry {
        guard let name = try root.string("provider") else {
            throw root.error(.missingKey("provider"), at: "")
        }
        guard name != sandboxName else { return .sandbox }
        let providers = try root.object("providers")
        guard let entry = try providers?.object(name) else {
            let known = (providers?.keys ?? []) + [sandboxName]
            let nearest = Spelling.nearest(to: name, in: known)
            throw root.error(
                ConfigurationError.Problem.unknownWord(name, nearest: nearest, known: known)
                    .withoutWord, at: "provider")
        }
        switch try kind(of: name, in: entry) {
        case .vendor(let vendor): return try ProviderEntry(name: name, vendor, reading: entry)
        case .custom: return try ProviderEntry(name: name, readingCustom: entry)
        case .sandbox: return .sandbox
        }
    }

    private init(
        name: String, _ vendor: Vendor, reading entry: ConfigurationObject
    ) throws(ConfigurationError) {
        let required = vendor.credentials.keys
        try entry.refuseKeys(except: required + vendor.optionalKeys + Self.commonKeys)
        self.init(name: name, kind: .vendor(vendor))
        for key in required {
            guard let text = try entry.rawString(key) else { throw entry.missing(key) }
            values[key] = text
        }
        for key in vendor.optionalKeys { values[key] = try entry.rawString(key) }
        baseURL = try entry.rawString("baseURL")
        lookupBaseURL = try entry.rawString("lookupBaseURL")
        caFile = try entry.rawString("caFile")
        lines = entry.lines
    }

    /// What the entry's `type` says, which defaults to the entry's own key.
    private static func kind(
        of name: String, in entry: ConfigurationObject
    ) throws(ConfigurationError) -> ProviderKind {
        let word = try entry.string("type") ?? name
        guard let kind = ProviderKind(word: word), kind != .sandbox else {
            let known = ProviderKind.configurable.map(\.word)
            throw entry.error(
                .unknownWord(word, nearest: Spelling.nearest(to: word, in: known), known: known),
                at: "type")
        }
        return kind
    }
}
