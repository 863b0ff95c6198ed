// SPDX-License-Identifier: Apache-2.0

package import HTTP

/// What all requests to a configured gateway have in common.
package struct GatewayConnection: Sendable, Hashable {
    /// The account for HTTP Basic authentication, or `nil`.
    package var credentials: Credentials?
    /// How long a request may take as a whole.
    package var timeout: Duration
    /// A file of certificate authorities (PEM) to trust instead of the system's, or `nil`.
    package var caFile: String?

    /// Makes a connection.
    package init(credentials: Credentials? = nil, timeout: Duration, caFile: String? = nil) {
        self.credentials = credentials
        self.timeout = timeout
        self.caFile = caFile
    }
}
