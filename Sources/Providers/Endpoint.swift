// SPDX-License-Identifier: Apache-2.0

import Basics
package import HTTP

import struct Foundation.Data

/// What every request to one provider account needs: where to, as whom, how long, and whom to
/// trust.
package struct ProviderEndpoint: Sendable {
    /// Scheme, host, port and optional path prefix of the messaging API, without a trailing slash.
    package let baseURL: String
    /// The same for the lookup API.
    package let lookupBaseURL: String
    /// The account id and its secret; the id is empty where the provider knows an account by its
    /// secret alone.
    package let credentials: Credentials
    /// How the secret is put into a request.
    package let scheme: AuthorizationScheme
    /// How long a request may take as a whole.
    package let timeout: Duration
    /// A file of certificate authorities (PEM) to trust instead of the system's, or `nil`.
    package let caFile: String?

    /// Makes an account; trailing slashes of the base URLs are dropped.
    package init(
        baseURL: String, lookupBaseURL: String, credentials: Credentials,
        scheme: AuthorizationScheme = .basic, timeout: Duration, caFile: String? = nil
    ) {
        self.baseURL = Self.withoutTrailingSlashes(baseURL)
        self.lookupBaseURL = Self.withoutTrailingSlashes(lookupBaseURL)
        self.credentials = credentials
        self.scheme = scheme
        self.timeout = timeout
        self.caFile = caFile
    }

    /// The values that must never be shown, even where a provider echoes them.
    ///
    /// The form in which HTTP Basic writes them (RFC 7617 §2) is one, because gateways like to show
    /// a request's headers.
    var secrets: [String] {
        [
            credentials.password,
            Data("\(credentials.user):\(credentials.password)".utf8).base64EncodedString(),
        ]
    }

    /// Makes a request with this account's credentials, time-out and trust.
    ///
    /// Once it is under way it is finished, so that a run that is stopped knows the outcome.
    func request(
        _ method: HTTPRequest.Method, _ url: String, headers: [HTTPHeader] = [], body: [UInt8] = []
    ) -> HTTPRequest {
        HTTPRequest(
            method: method, url: url,
            headers: [HTTPHeader("Accept", "application/json")] + bearer + headers, body: body,
            credentials: scheme == .basic ? credentials : nil, timeout: timeout, caFile: caFile,
            survivesCancellation: true)
    }

    private var bearer: [HTTPHeader] {
        scheme == .bearer ? [HTTPHeader("Authorization", "Bearer \(credentials.password)")] : []
    }

    private static func withoutTrailingSlashes(_ url: String) -> String {
        var url = url
        while url.hasSuffix("/") { url.removeLast() }
        return url
    }
}

/// How an account's secret is put into a request.
package enum AuthorizationScheme: Sendable, Hashable {
    /// Account id and secret as HTTP Basic authentication (RFC 7617).
    case basic
    /// The secret alone as a bearer token (RFC 6750 §2.1).
    case bearer
}
