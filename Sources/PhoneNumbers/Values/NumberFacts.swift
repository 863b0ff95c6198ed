// SPDX-License-Identifier: Apache-2.0

/// All that the numbering plan says of a number.
public struct NumberFacts: Sendable, Hashable {
    /// Whether a range of the plan holds the number.
    ///
    /// Whether somebody has it is another matter.
    public let isValid: Bool

    /// What is wrong with the number, in words; nil when it is valid.
    public let problem: String?

    /// The region of the number; nil if no region of the country code holds it.
    public let region: Region?

    /// The line type; `unknown` when the number is not valid.
    public let lineType: LineType

    /// What the line type rests on, in words: `GB fixed-line range`; nil when the number is not valid.
    public let evidence: String?

    /// Where the plan is known to mislead about this number; nil nearly always.
    public let caution: String?

    /// IANA names of the time zones the number may be in, best known first; empty when that is not known.
    public let timeZones: [String]
}
