// SPDX-License-Identifier: Apache-2.0

import HTTP
package import Providers

/// The providers that a configuration can choose.
package enum ProviderCatalogue {
    /// Makes the wire format for an account.
    ///
    /// The configuration has checked that the type is known and its values are there.
    ///
    /// - Parameters:
    ///   - account: the account, its values expanded.
    ///   - timeout: how long a request may take.
    /// - Returns: the provider; `nil` for a type that is not known here.
    package static func provider(for account: ProviderAccount, timeout: Duration) -> (any Provider)? {
        switch account.type {
        case "plivo": plivo(account, timeout)
        case "twilio": twilio(account, timeout)
        case "telnyx": telnyx(account, timeout)
        case "vonage": vonage(account, timeout)
        case "custom": custom(account, timeout)
        default: nil
        }
    }

    /// What a person should know before a provider of a type is asked for line types; `nil` for most.
    package static func lookupNotice(for type: String) -> String? {
        type == "vonage" ? Vonage.lookupNotice : nil
    }

    private static func plivo(_ account: ProviderAccount, _ timeout: Duration) -> (any Provider)? {
        endpoint(account, ("authID", "authToken"), (Plivo.defaultBaseURL, Plivo.defaultLookupBaseURL), timeout)
            .map { Plivo(name: account.name, endpoint: $0) }
    }

    private static func twilio(_ account: ProviderAccount, _ timeout: Duration) -> (any Provider)? {
        endpoint(account, ("accountSID", "authToken"), (Twilio.defaultBaseURL, Twilio.defaultLookupBaseURL), timeout)
            .map { Twilio(name: account.name, endpoint: $0) }
    }

    private static func vonage(_ account: ProviderAccount, _ timeout: Duration) -> (any Provider)? {
        endpoint(account, ("apiKey", "apiSecret"), (Vonage.defaultBaseURL, Vonage.defaultLookupBaseURL), timeout)
            .map { Vonage(name: account.name, endpoint: $0) }
    }

    /// What every request of an account with a user name and a password needs, its keys and default addresses given.
    private static func endpoint(
        _ account: ProviderAccount,
        _ keys: (user: String, password: String),
        _ defaults: (messaging: String, lookup: String),
        _ timeout: Duration
    ) -> ProviderEndpoint? {
        guard let user = account.values[keys.user], let password = account.values[keys.password] else { return nil }
        return ProviderEndpoint(
            baseURL: account.baseURL ?? defaults.messaging,
            lookupBaseURL: account.lookupBaseURL ?? defaults.lookup,
            credentials: Credentials(user: user.reveal(), password: password.reveal()),
            timeout: timeout,
            caFile: account.caFile
        )
    }

    private static func telnyx(_ account: ProviderAccount, _ timeout: Duration) -> (any Provider)? {
        guard let key = account.values["apiKey"] else { return nil }
        let endpoint = ProviderEndpoint(
            baseURL: account.baseURL ?? Telnyx.defaultBaseURL,
            lookupBaseURL: account.lookupBaseURL ?? Telnyx.defaultBaseURL,
            credentials: Credentials(user: "", password: key.reveal()),
            scheme: .bearer,
            timeout: timeout,
            caFile: account.caFile
        )
        let profile = account.values[ProviderType.messagingProfileID]?.reveal()
        return Telnyx(name: account.name, endpoint: endpoint, profile: profile)
    }

    private static func custom(_ account: ProviderAccount, _ timeout: Duration) -> (any Provider)? {
        guard let gateway = account.gateway else { return nil }
        let credentials = account.values["user"].flatMap { user in
            account.values["password"].map { Credentials(user: user.reveal(), password: $0.reveal()) }
        }
        return Custom(
            name: account.name,
            gateway: gateway,
            variables: account.variables.mapValues { $0.reveal() },
            connection: GatewayConnection(credentials: credentials, timeout: timeout, caFile: account.caFile)
        )
    }
}
