// SPDX-License-Identifier: Apache-2.0

import Providers

extension Settings {
    /// Makes the chosen entry ready for requests: replaces `${NAME}`, wraps credentials, checks addresses.
    ///
    /// - Parameter environment: The variables that `${NAME}` may name.
    /// - Returns: The account with which requests can be made.
    /// - Throws: The first value that cannot be used; it names the key and the variable, never a value.
    package func account(environment: [String: String]) throws(ConfigurationError) -> ProviderAccount {
        let context = ConfigurationContext(file: file, directory: directory, environment: environment)
        var account = ProviderAccount(name: provider.name, type: provider.type)
        for (key, text) in provider.values.sorted(by: { $0.key < $1.key }) {
            account.values[key] = Secret(try credential(text, key: key, in: context))
        }
        try checkSender(of: account, in: context)
        if let gateway = provider.gateway {
            account.gateway = gateway
            account.variables = try gatewayVariables(gateway, in: context)
        }
        account.baseURL = try address(provider.baseURL, key: "baseURL", in: context)
        account.lookupBaseURL = try address(provider.lookupBaseURL, key: "lookupBaseURL", in: context)
        if let caFile = provider.caFile {
            account.caFile = context.absolute(try expanded(caFile, key: "caFile", in: context))
        }
        return account
    }

    private func path(of key: String) -> String { "providers.\(provider.name).\(key)" }

    private func error(_ rule: String, at key: String, in context: ConfigurationContext) -> ConfigurationError {
        context.error(.unusable(rule), key: path(of: key), line: provider.lines[key])
    }

    private func expanded(
        _ text: String,
        key: String,
        in context: ConfigurationContext
    ) throws(ConfigurationError) -> String {
        let value = try context.expand(text, key: path(of: key), line: provider.lines[key])
        guard value.contains(where: { !$0.isWhitespace }) else {
            throw error("the text is empty", at: key, in: context)
        }
        return value
    }

    /// A credential: the environment's variables easily end with a line break, which no provider would understand.
    private func credential(
        _ text: String,
        key: String,
        in context: ConfigurationContext
    ) throws(ConfigurationError) -> String {
        let value = try expanded(text, key: key, in: context)
        guard value.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
            let rule = "the text holds a line break or another control character; look at how its variable is set"
            throw error(rule, at: key, in: context)
        }
        return value
    }

    /// Telnyx refuses every message from an alphanumeric sender that comes without its profile.
    private func checkSender(
        of account: ProviderAccount,
        in context: ConfigurationContext
    ) throws(ConfigurationError) {
        let key = ProviderType.messagingProfileID
        guard account.type == ProviderType.telnyx.rawValue, account.values[key] == nil else { return }
        guard let from, SenderForm(from) == .alphanumeric else { return }
        throw error("Telnyx needs this key for an alphanumeric sender such as “\(from)”", at: key, in: context)
    }

    private func address(
        _ text: String?,
        key: String,
        in context: ConfigurationContext
    ) throws(ConfigurationError) -> String? {
        guard let text else { return nil }
        guard let address = ServiceAddress.normalized(try expanded(text, key: key, in: context)) else {
            let rule =
                "is no address that can be used; write https://HOST[:PORT][/PREFIX] (http for loopback only), without user name or query"
            throw error(rule, at: key, in: context)
        }
        return address
    }
}
