// SPDX-License-Identifier: Apache-2.0

/// A line of the list of practice numbers that users are shown.
package struct PracticeNumber: Hashable, Sendable {
    /// The number or the range, as a person would write it; NPA stands for any area code.
    package let number: String
    /// What happens to it.
    package let whatHappens: String

    init(_ number: String, _ whatHappens: String) {
        self.number = number
        self.whatHappens = whatHappens
    }

    /// All practice numbers, in the order of `docs/sandbox.md`.
    package static let all: [PracticeNumber] = [
        PracticeNumber("+1 NPA 555 0100-0149", "mobile; the message is delivered"),
        PracticeNumber("+1 NPA 555 0150-0159", "landline"),
        PracticeNumber("+1 NPA 555 0160", "internet telephony (voip)"),
        PracticeNumber("+1 NPA 555 0161", "toll-free"),
        PracticeNumber("+1 NPA 555 0162", "the lookup answers with the line type \"unknown\""),
        PracticeNumber("+1 NPA 555 0163", "the lookup answers without a line type"),
        PracticeNumber("+1 NPA 555 0164", "the lookup answers 404: no such number"),
        PracticeNumber("+1 NPA 555 0165", "the first lookup answers 429, the next: mobile"),
        PracticeNumber("+1 NPA 555 0166", "the first lookup answers 500, the next: mobile"),
        PracticeNumber("+1 NPA 555 0167", "every lookup answers 500"),
        PracticeNumber("+1 NPA 555 0168", "no lookup is ever answered (time-out)"),
        PracticeNumber("+1 NPA 555 0169", "mobile; the message is delivered"),
        PracticeNumber("+1 NPA 555 0170", "the message is refused: not a valid number"),
        PracticeNumber("+1 NPA 555 0171", "the message is refused: the recipient has opted out"),
        PracticeNumber("+1 NPA 555 0172", "the first try answers 429 (Retry-After: 1), the next is accepted"),
        PracticeNumber("+1 NPA 555 0173", "the message is answered 500; it was not accepted"),
        PracticeNumber("+1 NPA 555 0174", "accepted, but the connection ends before the answer"),
        PracticeNumber("+1 NPA 555 0175", "not accepted, and the connection ends before the answer"),
        PracticeNumber("+1 NPA 555 0176", "accepted, but no answer comes (time-out)"),
        PracticeNumber("+1 NPA 555 0177", "not accepted, and no answer comes (time-out)"),
        PracticeNumber("+1 NPA 555 0178", "accepted, but the answer is a page of HTML"),
        PracticeNumber("+1 NPA 555 0179", "answered 202 with the number as invalid and without an id"),
        PracticeNumber("+1 NPA 555 0180", "accepted, later undelivered (code 80: handset unavailable)"),
        PracticeNumber("+1 NPA 555 0181", "accepted, later failed (code 30: spam)"),
        PracticeNumber("+1 NPA 555 0182", "accepted, sent, and never confirmed"),
        PracticeNumber("+1 NPA 555 0183", "accepted, later undelivered (code 200: opted out)"),
        PracticeNumber("+1 NPA 555 0184-0199", "mobile; the message is delivered"),
        PracticeNumber("+44 20 7946 0000-0999 and the other drama ranges", "landline"),
        PracticeNumber("+44 808 157 0000-0999", "toll-free"),
        PracticeNumber("any other number", "mobile; the message is delivered"),
    ]
}
