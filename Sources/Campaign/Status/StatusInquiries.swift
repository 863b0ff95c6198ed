// SPDX-License-Identifier: Apache-2.0

/// What asking after a campaign's messages came to.
package struct StatusInquiries: Sendable, Hashable {
    /// How many messages there was an answer about; those that were asked after again count once.
    package var asked = 0
    /// That the account was refused after it had accepted a message, the first such word.
    package var refusal: StopCause?
    /// Why the provider cannot be asked at all, in a sentence; `nil` where it can.
    package var missing: String?
    /// Why not all messages were asked after; `nil` where they were.
    package var stopCause: StopCause?

    /// Makes the result of a run that asked nothing.
    package init() {}

    /// The exit code that says it: 0 all was asked, 3 the provider could not be asked, 128 + n a signal.
    package var exitCode: Int32 {
        switch stopCause {
        case .signal(let number): 128 + number
        case .some: 3
        case nil: 0
        }
    }

    mutating func note(_ ending: StatusQuestion.Ending) {
        asked += ending.isAnswered ? 1 : 0
        refusal = refusal ?? ending.refusal
    }
}
