// SPDX-License-Identifier: Apache-2.0

package import LoopbackServer

/// Why a sandbox could not be started.
package enum SandboxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Its server could not.
    case server(LoopbackServerError)
    /// Its message log could not.
    case log(MessageLogError)

    /// A sentence that says what to do.
    package var description: String {
        switch self {
        case .server(let error): error.description
        case .log(let error): error.description
        }
    }
}
