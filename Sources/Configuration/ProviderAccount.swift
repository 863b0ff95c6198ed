// SPDX-License-Identifier: Apache-2.0

package import Basics
import Foundation
import HTTP
package import Providers
import Pacing

/// A provider entry ready for use: every `${NAME}` replaced, credentials wrapped, addresses
/// checked.
package struct ProviderAccount: Sendable, Hashable {
    /// The entry's key in `providers`.
    package var name: String
    package var kind: ProviderKind
    /// The kind's own values by their keys; each kind's required keys are present and not empty.
    package var values: [String: Secret]
    /// The messaging address without a trailing slash; nil: the provider's own.
    package var baseURL: String?
    /// The lookup address without a trailing slash; nil: the provider's own.
    package var lookupBaseURL: String?
    /// The absolute path of a private certificate authority's PEM file.
    package var caFile: String?

    /// The description of a gateway of the kind `custom`; nil for every other.
    package var gateway: CustomGateway?
    /// The values of the environment variables that the description names.
    package var variables: [String: Secret] = [:]

    /// Makes an account that has its addresses from its provider.
    package init(name: String, kind: ProviderKind, values: [String: Secret] = [:]) {
        self.name = name
        self.kind = kind
        self.values = values
    }
}

extension ProviderAccount {
    /// What tells the account from others at the same provider, to be hashed: the vendor, the
    /// account's id and the address.
    ///
    /// Where the credential itself is the only id, as Telnyx's key, it is part of it. `nil` for a
    /// gateway of the kind `custom`, which has no notion of accounts, and for the practice
    /// provider, which has a new account in every run.
    package var identity: Secret? {
        guard case .vendor(let vendor) = kind, let id = values[vendor.credentials.identityKey]
        else { return nil }
        return Secret([vendor.word, id.reveal(), place].joined(separator: "\n"))
    }

    /// The address, but for one on this machine: a tunnel's or a rehearsal's port is another one
    /// each time.
    private var place: String {
        guard let baseURL else { return "" }
        let host = URLComponents(string: baseURL)?.host
        return host.map(LoopbackHost.contains) == true ? "" : baseURL
    }
}

extension Settings {
    /// Makes the chosen entry ready for requests: replaces `${NAME}`, wraps credentials, checks
    /// addresses.
    ///
    /// - Parameter environment: The variables that `${NAME}` may name.
    /// - Returns: The account with which requests can be made.
    /// - Throws: The first value that cannot be used; it names the key and the variable, never a
    ///   value.
    package func account(
        environment: [String: String]
    ) throws(ConfigurationError) -> ProviderAccount {
        let context = ConfigurationContext(
            file: file, directory: directory, environment: environment)
        var account = ProviderAccount(name: provider.name, kind: provider.kind)
        for (key, text) in provider.values.sorted(by: { $0.key < $1.key }) {
            account.values[key] = Secret(try credential(text, key: key, in: context))
        }
        try checkValues(of: account, in: context)
        try checkSender(of: account, in: context)
        if let gateway = provider.gateway {
            account.gateway = gateway
            account.variables = try gatewayVariables(gateway, in: context)
        }
        account.baseURL = try address(provider.baseURL, key: "baseURL", in: context)
        account.lookupBaseURL = try address(
            provider.lookupBaseURL, key: "lookupBaseURL", in: context)
        if let caFile = provider.caFile {
            account.caFile = context.absolute(try expanded(caFile, key: "caFile", in: context))
        }
        return account
    }

    private func path(of key: String) -> String { "providers.\(provider.name).\(key)" }

    private func error(
        _ rule: String, at key: String, in context: ConfigurationContext
    ) -> ConfigurationError {
        context.error(.unusable(rule), key: path(of: key), line: provider.lines[key])
    }

    private func expanded(
        _ text: String, key: String, in context: ConfigurationContext
    ) throws(ConfigurationError) -> String {
        let value = try context.expand(text, key: path(of: key), line: provider.lines[key])
        guard value.contains(where: { !$0.isWhitespace }) else {
            throw error("the text is empty", at: key, in: context)
        }
        return value
    }

    /// A credential: the environment's variables easily end with a line break, which no provider
    /// would understand.
    private func credential(
        _ text: String, key: String, in context: ConfigurationContext
    ) throws(ConfigurationError) -> String {
        let value = try expanded(text, key: key, in: context)
        guard value.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
            let rule =
                "the text holds a line break or another control character; "
                + "look at how its variable is set"
            throw error(rule, at: key, in: context)
        }
        return value
    }

    /// Finds a value that its vendor cannot have given.
    private func checkValues(
        of account: ProviderAccount, in context: ConfigurationContext
    ) throws(ConfigurationError) {
        guard case .vendor(let vendor) = account.kind,
            let mistake = vendor.mistake(in: account.values.mapValues { $0.reveal() })
        else { return }
        throw error(mistake.rule, at: mistake.key, in: context)
    }

    /// A vendor may refuse every message from an alphanumeric sender that comes without one of its
    /// keys.
    private func checkSender(
        of account: ProviderAccount, in context: ConfigurationContext
    ) throws(ConfigurationError) {
        guard case .vendor(let vendor) = account.kind, let key = vendor.keyForAlphanumericSender,
            account.values[key] == nil
        else { return }
        guard let from, SenderForm(from) == .alphanumeric else { return }
        throw error(
            "\(vendor.name) needs this key for an alphanumeric sender such as “\(from)”", at: key,
            in: context)
    }

    private func address(
        _ text: String?, key: String, in context: ConfigurationContext
    ) throws(ConfigurationError) -> String? {
        guard let text else { return nil }
        guard let address = ServiceAddress.normalized(try expanded(text, key: key, in: context))
        else {
            let rule =
                "is no address that can be used; write https://HOST[:PORT][/PREFIX] "
                + "(http for loopback only), without user name or query"
            throw error(rule, at: key, in: context)
        }
        return address
    }
}

/// Checks the addresses that a provider entry may name.
enum ServiceAddress {
    /// Returns the address without trailing slashes, or nil when it is none that may be used.
    ///
    /// HTTPS is needed, save for loopback. User names, queries and fragments have no place in it:
    /// they would travel with every request and could be shown.
    static func normalized(_ text: String) -> String? {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased()
        else { return nil }
        guard let host = parts.host, !host.isEmpty, parts.user == nil, parts.password == nil else {
            return nil
        }
        guard parts.query == nil, parts.fragment == nil else { return nil }
        guard scheme == "https" || (scheme == "http" && LoopbackHost.contains(host)) else {
            return nil
        }
        return String(text.reversed().drop { $0 == "/" }.reversed())
    }
}

extension ProviderAccount {
    /// Makes the wire format for the account.
    ///
    /// - Parameter timeout: How long a request may take.
    /// - Returns: The provider; `nil` where a value is missing that the configuration's reader asks
    ///   for.
    package func provider(timeout: Duration) -> (any Provider)? {
        guard let vendor = kind.wireFormat else { return gateway.map { custom($0, timeout) } }
        return vendor.provider(
            named: name, values: values.mapValues { $0.reveal() },
            connection: VendorConnection(
                baseURL: baseURL, lookupBaseURL: lookupBaseURL, timeout: timeout, caFile: caFile))
    }

    private func custom(_ gateway: CustomGateway, _ timeout: Duration) -> Custom {
        let credentials = values["user"].flatMap { user in
            values["password"].map { Credentials(user: user.reveal(), password: $0.reveal()) }
        }
        return Custom(
            name: name, gateway: gateway, variables: variables.mapValues { $0.reveal() },
            connection: GatewayConnection(
                credentials: credentials, timeout: timeout, caFile: caFile))
    }
}
