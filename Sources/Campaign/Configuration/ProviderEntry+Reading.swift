// SPDX-License-Identifier: Apache-2.0

import Spelling

extension ProviderEntry {
    /// The keys that every built-in provider's entry may have.
    private static let commonKeys = ["type", "baseURL", "lookupBaseURL", "caFile"]

    /// Reads the entry that `provider` names; the others are not looked into.
    static func chosen(in root: ConfigurationObject) throws(ConfigurationError) -> ProviderEntry {
        guard let name = try root.string("provider") else { throw root.error(.missingKey("provider"), at: "") }
        guard name != sandboxName else { return .sandbox }
        let providers = try root.object("providers")
        guard let entry = try providers?.object(name) else {
            let known = (providers?.keys ?? []) + [sandboxName]
            let nearest = Spelling.nearest(to: name, in: known)
            throw root.error(.unknownWord(name, nearest: nearest, known: known), at: "provider")
        }
        let type = try Self.type(of: name, in: entry)
        guard type != .custom else { return try ProviderEntry(name: name, readingCustom: entry) }
        return try ProviderEntry(name: name, type, reading: entry)
    }

    private init(
        name: String,
        _ type: ProviderType,
        reading entry: ConfigurationObject
    ) throws(ConfigurationError) {
        try entry.refuseKeys(except: type.credentialKeys + type.optionalKeys + Self.commonKeys)
        self.init(name: name, type: type.rawValue)
        for key in type.credentialKeys {
            guard let text = try entry.rawString(key) else { throw entry.missing(key) }
            values[key] = text
        }
        for key in type.optionalKeys { values[key] = try entry.rawString(key) }
        baseURL = try entry.rawString("baseURL")
        lookupBaseURL = try entry.rawString("lookupBaseURL")
        caFile = try entry.rawString("caFile")
        lines = entry.lines
    }

    /// The entry's type, which defaults to its key.
    private static func type(of name: String, in entry: ConfigurationObject) throws(ConfigurationError) -> ProviderType
    {
        let word = try entry.string("type") ?? name
        guard let type = ProviderType(rawValue: word), type != .sandbox else {
            let known = ProviderType.allCases.filter { $0 != .sandbox }.map(\.rawValue)
            throw entry.error(
                .unknownWord(word, nearest: Spelling.nearest(to: word, in: known), known: known),
                at: "type"
            )
        }
        return type
    }
}
