// SPDX-License-Identifier: Apache-2.0

/// Answers an intent: only `recorded` allows the request to leave.
package enum IntentReceipt: Sendable, Equatable {
    /// The intent is on the disk; `attempt` counts the requests of this message over all runs, this one included.
    case recorded(attempt: Int)
    /// The number has a message in this campaign already, in this state: it must not be sent to.
    case refused(MessageState)
    /// The person has opted out meanwhile: nothing must be sent.
    case optedOut
    /// Another campaign has messaged the number a short time ago: nothing must be sent.
    case tooSoon(NearMessage)
}
