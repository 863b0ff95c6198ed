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
        case "plivo":
            plivo(account, user: account.values["authID"], password: account.values["authToken"], timeout)
        default:
            nil
        }
    }

    private static func plivo(
        _ account: ProviderAccount,
        user: Secret?,
        password: Secret?,
        _ timeout: Duration
    ) -> (any Provider)? {
        guard let user, let password else { return nil }
        let endpoint = ProviderEndpoint(
            baseURL: account.baseURL ?? Plivo.defaultBaseURL,
            lookupBaseURL: account.lookupBaseURL ?? Plivo.defaultLookupBaseURL,
            credentials: Credentials(user: user.reveal(), password: password.reveal()),
            timeout: timeout,
            caFile: account.caFile
        )
        return Plivo(name: account.name, endpoint: endpoint)
    }
}
