// SPDX-License-Identifier: Apache-2.0

/// How an account's secret is put into a request.
package enum AuthorizationScheme: Sendable, Hashable {
    /// Account id and secret as HTTP Basic authentication (RFC 7617).
    case basic
    /// The secret alone as a bearer token (RFC 6750 §2.1).
    case bearer
}
