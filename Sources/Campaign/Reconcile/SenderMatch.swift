// SPDX-License-Identifier: Apache-2.0

/// Whether the sender in a provider's log is the one that the campaign was sent from.
enum SenderMatch: Sendable, Hashable {
    case same
    case different
    /// The configured sender is a pool or a messaging service, or the provider wrote another kind of sender: the log does not tell.
    case untold

    /// Compares two senders; what stands between digits and letters does not count.
    init(configured: String, logged: String) {
        let (ours, theirs) = (Self.plain(configured), Self.plain(logged))
        if ours == theirs {
            self = .same
        } else {
            let areNumbers = ours.allSatisfy(\.isNumber) && theirs.allSatisfy(\.isNumber)
            self = areNumbers && !theirs.isEmpty ? .different : .untold
        }
    }

    private static func plain(_ sender: String) -> String {
        sender.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}
