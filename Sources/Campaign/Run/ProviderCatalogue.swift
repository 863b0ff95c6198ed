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
        case "telnyx": telnyx(account, timeout)
        case "custom": custom(account, timeout)
        default: nil
        }
    }

    private static func plivo(_ account: ProviderAccount, _ timeout: Duration) -> (any Provider)? {
        guard let user = account.values["authID"], let password = account.values["authToken"] else { return nil }
        let endpoint = ProviderEndpoint(
            baseURL: account.baseURL ?? Plivo.defaultBaseURL,
            lookupBaseURL: account.lookupBaseURL ?? Plivo.defaultLookupBaseURL,
            credentials: Credentials(user: user.reveal(), password: password.reveal()),
            timeout: timeout,
            caFile: account.caFile
        )
        return Plivo(name: account.name, endpoint: endpoint)
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
