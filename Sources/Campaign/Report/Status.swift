// SPDX-License-Identifier: Apache-2.0

/// What became of a recipient, as the report's `status` column says it.
package enum Status: String, Sendable, Hashable, CaseIterable, Codable {
    /// The provider accepted the message.
    case sent
    /// A dry run would hand the message over.
    case wouldSend = "would_send"
    /// Left out on purpose.
    case skipped
    /// The provider refused the message for this recipient.
    case failed
    /// The message may or may not have been accepted; it is never handed over again by itself.
    case unconfirmed
    /// Not accepted so far; a further run tries it.
    case pending
}
