// SPDX-License-Identifier: Apache-2.0

import Providers

extension Settings {
    /// Finds the values of all variables that the gateway's requests name, and checks them where they stand.
    ///
    /// - Throws: the first value that cannot be used; it names the key and the variable, never a value.
    func gatewayVariables(
        _ gateway: CustomGateway,
        in context: ConfigurationContext
    ) throws(ConfigurationError) -> [String: Secret] {
        var found: [String: String] = [:]
        for (section, request) in gateway.requests {
            for part in request.parts {
                let place = Place(key: section + "." + part.key, entry: provider, context: context)
                for name in part.template.variables { found[name] = try place.value(of: name, in: part) }
                guard part.place != .url || GatewayAddress.isUsable(part.template, variables: found) else {
                    throw place.error(.unusable(GatewayAddress.rule))
                }
            }
        }
        return found.mapValues { Secret($0) }
    }

    /// A text of the entry, for errors.
    private struct Place {
        let key: String
        let entry: ProviderEntry
        let context: ConfigurationContext

        func value(of name: String, in part: GatewayRequest.Part) throws(ConfigurationError) -> String {
            guard let value = context.environment[name] else { throw error(.unsetVariable(name)) }
            guard value.contains(where: { !$0.isWhitespace }) else {
                throw error(.unusable("the environment variable \(name) is empty"))
            }
            guard part.place != .header || !value.hasControlCharacters else {
                let rule = "holds a line break or another control character, which no header can have"
                throw error(.unusable("the environment variable \(name) \(rule)"))
            }
            return value
        }

        func error(_ problem: ConfigurationError.Problem) -> ConfigurationError {
            context.error(problem, key: "providers.\(entry.name).\(key)", line: entry.lines[key])
        }
    }
}
