// SPDX-License-Identifier: Apache-2.0

extension ProviderEntry {
    /// Where the credentials come from: the environment's variables by their names, and “key” for what is written in the file itself.
    ///
    /// Empty for the practice provider, which has none. A configured gateway may have them anywhere in its requests.
    package var credentialNames: [String] {
        let keys = gateway == nil ? ProviderType(rawValue: type)?.credentialKeys ?? [] : values.keys.sorted(by: >)
        let names = keys.flatMap { key in
            let variables = values[key].map(Self.variables) ?? []
            return variables.isEmpty ? ["“\(key)”"] : variables
        }
        return (names + (gateway?.variables ?? [])).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// The names in `${NAME}`, in the order of the text.
    private static func variables(in text: String) -> [String] {
        text.matches(of: /\$\{([^}]+)\}/).map { String($0.1) }
    }
}
