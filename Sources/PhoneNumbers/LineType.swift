// SPDX-License-Identifier: Apache-2.0

/// What kind of line a number reaches, in libphonenumber's vocabulary.
///
/// The plan answers `LineType?`: nil says that the number is not valid. It never answers
/// ``unknown``, which is for other sources.
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
    /// A device that only receives short messages.
    case pager
    /// A company's number for all its places (universal access number).
    case uan
    /// A voice mailbox.
    case voicemail
    /// Nobody knows: the word for a source, such as a lookup, that names no type.
    case unknown
}

extension LineType: LosslessStringConvertible {
    /// Reads the word of a line type (`fixed_line`) as it is written; nil for any other text.
    public init?(_ description: String) { self.init(rawValue: description) }

    /// The word of the line type: `fixed_line`.
    public var description: String { rawValue }
}

extension LineType {
    /// The line type of a number in the compiled tables, which `scripts/numberingplan/plan.py`
    /// gives out; nil for those of numbers that are not valid.
    init?(tableNumber: UInt8) {
        switch tableNumber {
        case 1: self = .mobile
        case 2: self = .fixedLine
        case 3: self = .fixedLineOrMobile
        case 4: self = .voip
        case 5: self = .tollFree
        case 6: self = .premiumRate
        case 7: self = .sharedCost
        case 8: self = .personalNumber
        case 9: self = .pager
        case 10: self = .uan
        case 11: self = .voicemail
        default: return nil
        }
    }

    /// The type as an adjective before “range”.
    fileprivate var rangeName: String? {
        switch self {
        case .mobile: "mobile"
        case .fixedLine: "fixed-line"
        case .fixedLineOrMobile: "fixed-line or mobile"
        case .voip: "VoIP"
        case .tollFree: "toll-free"
        case .premiumRate: "premium-rate"
        case .sharedCost: "shared-cost"
        case .personalNumber: "personal-number"
        case .pager: "pager"
        case .uan: "universal access"
        case .voicemail: "voicemail"
        case .unknown: nil
        }
    }
}

/// Region and line type of a number: what one walk through the plan tells.
public struct Classification: Sendable, Hashable {
    /// The region; nil if no region of the country code holds the number.
    public let region: Region?

    /// The line type; nil when the number is not valid.
    public let lineType: LineType?

    /// Whether a range of the plan holds the number.
    public var isValid: Bool { lineType != nil }
}

/// All that the numbering plan says of a number.
public struct NumberFacts: Sendable, Hashable {
    /// The number that the facts are about.
    public let number: PhoneNumber

    /// Its region and line type.
    public let classification: Classification

    /// IANA names of the time zones the number may be in, best known first; empty when the number
    /// is not valid or nothing is known.
    public let timeZones: [String]

    /// Whether a range of the plan holds the number.
    ///
    /// Whether somebody has it is another matter.
    public var isValid: Bool { classification.isValid }

    /// The region of the number; nil if no region of the country code holds it.
    public var region: Region? { classification.region }

    /// The line type; nil when the number is not valid.
    public var lineType: LineType? { classification.lineType }

    /// What is wrong with the number; nil when it is valid.
    public var problem: NumberProblem? { isValid ? nil : NumberProblem(number: number) }

    /// Where the plan is known to mislead about this number; nil nearly always.
    public var caution: Caution? { Caution(about: number, classification) }

    /// Region and line type in words, for what rests on them: `GB fixed-line range`; nil when the
    /// number is not valid.
    public var evidence: String? {
        guard let region, let range = lineType?.rangeName else { return nil }
        return "\(region) \(range) range"
    }
}
