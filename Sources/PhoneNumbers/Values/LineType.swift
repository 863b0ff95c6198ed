// SPDX-License-Identifier: Apache-2.0

/// What kind of line a number reaches, in libphonenumber's vocabulary.
public enum LineType: String, Sendable, Hashable, CaseIterable, Codable {
    /// A mobile phone.
    case mobile
    /// A landline.
    case fixedLine = "fixed_line"
    /// A landline or a mobile phone: the plan has one range for both (the whole of the USA and Canada).
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
    /// The line type of a number in the compiled tables (`scripts/numberingplan/plan.py` numbers them).
    init(tableNumber: UInt8) {
        let number = Int(tableNumber)
        self = Self.tableOrder.indices.contains(number) ? Self.tableOrder[number] : .unknown
    }

    private static let tableOrder: [Self] = [
        .unknown, .mobile, .fixedLine, .fixedLineOrMobile, .voip, .tollFree,
        .premiumRate, .sharedCost, .personalNumber, .pager, .uan, .voicemail,
    ]
}
