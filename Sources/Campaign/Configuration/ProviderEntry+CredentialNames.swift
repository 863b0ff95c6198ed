// SPDX-License-Identifier: Apache-2.0

extension ProviderEntry {
    /// Where the credentials come from: the environment's variables by their names, and “key” for what is written in the file itself.
    ///
    /// Empty for the practice provider, which has none.
    package var credentialNames: [String] {
        (ProviderType(rawValue: type)?.credentialKeys ?? []).flatMap { key in
            let variables = values[key].map(Self.variables) ?? []
            return variables.isEmpty ? ["“\(key)”"] : variables
        }
    }

    /// The names in `${NAME}`, in the order of the text.
    private static func variables(in text: String) -> [String] {
        text.matches(of: /\$\{([^}]+)\}/).map { String($0.1) }
    }
}
