// SPDX-License-Identifier: Apache-2.0

/// A user name and a password for HTTP Basic authentication (RFC 7617), sent with the first request without being asked.
package struct Credentials: Sendable, Hashable {
    /// The user name; it must not hold a colon.
    package var user: String

    /// The password.
    package var password: String

    /// Creates credentials for one account.
    package init(user: String, password: String) {
        self.user = user
        self.password = password
    }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible {
    /// Says that there are credentials, and not which.
    package var description: String { "(credentials)" }

    /// Says that there are credentials, and not which, for a debugger or a failing test too.
    package var debugDescription: String { description }
}
