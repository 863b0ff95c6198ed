// SPDX-License-Identifier: Apache-2.0

/// What kind of line a number reaches, in libphonenumber's vocabulary.
public enum LineType: String, Sendable, Hashable, CaseIterable, Codable {
    /// A mobile phone.
    case mobile
    /// A landline.
    case fixedLine = "fixed_line"
    /// A landline or a mobile phone: the plan has one range for both (the whole of the USA and
    /// Canada).
    case fixedLineOrMobile = "fixed_line_or_mobile"
    /// Voice over IP.
    case voip
    /// Free for the caller.
    case tollFree = "toll_free"
    /// Dearer than an ordinary call.
    case premiumRate = "premium_rate"
    /// The caller and the called share the price.
    case sharedCost = "shared_cost"
    /// A number that follows a person from line to line.
    case personalNumber = "personal_number"
    /// A pager.
    case pager
    /// A company's number for all its places (universal access number).
    case uan
    /// A voice mailbox.
    case voicemail
    /// No range of the plan holds the number: it is not valid.
    case unknown
}

extension LineType {
    /// The line type of a number in the compiled tables (`scripts/numberingplan/plan.py` numbers
    /// them).
    init(tableNumber: UInt8) {
        let number = Int(tableNumber)
        self = Self.tableOrder.indices.contains(number) ? Self.tableOrder[number] : .unknown
    }

    private static let tableOrder: [Self] = [
        .unknown, .mobile, .fixedLine, .fixedLineOrMobile, .voip, .tollFree,
        .premiumRate, .sharedCost, .personalNumber, .pager, .uan, .voicemail,
    ]
}

/// Region and line type of a number: what one walk through the plan tells.
public struct Classification: Sendable, Hashable {
    /// The region; nil if no region of the country code holds the number.
    public let region: Region?

    /// The line type; `unknown` when the number is not valid.
    public let lineType: LineType

    /// Whether a range of the plan holds the number.
    public var isValid: Bool { lineType != .unknown }
}

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

    /// What the line type rests on, in words: `GB fixed-line range`; nil when the number is not
    /// valid.
    public let evidence: String?

    /// Where the plan is known to mislead about this number; nil nearly always.
    public let caution: String?

    /// IANA names of the time zones the number may be in, best known first; empty when that is not
    /// known.
    public let timeZones: [String]
}
