// SPDX-License-Identifier: Apache-2.0

/// Why a server could not begin to listen.
package enum LoopbackServerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Another program listens on the port.
    case portInUse(UInt16)
    /// The system keeps the port (below 1024) for its administrator.
    case portNotPermitted(UInt16)
    /// A system call failed for another reason.
    case system(call: String, reason: String)

    /// A sentence that says what to do.
    package var description: String {
        switch self {
        case .portInUse(let port):
            "port \(port) on 127.0.0.1 is in use by another program; choose another port, or 0 for any free one"
        case .portNotPermitted(let port):
            "port \(port) on 127.0.0.1 may not be used without administrator rights; choose one above 1023"
        case .system(let call, let reason):
            "cannot open a server on 127.0.0.1: \(call): \(reason)"
        }
    }
}
