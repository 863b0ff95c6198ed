// SPDX-License-Identifier: Apache-2.0

/// Names the two encodings in which phones exchange text; the raw values are those of the report.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
    /// The GSM 7-bit default alphabet with its extension table (3GPP TS 23.038 §6.2.1).
    case gsm7 = "GSM-7"
    /// Two octets for each UTF-16 code unit (3GPP TS 23.038 §6.2.3); one character outside GSM-7
    /// brings a whole message here.
    case ucs2 = "UCS-2"

    /// How many units a message of one segment holds: septets in GSM-7, UTF-16 code units in UCS-2.
    public var unitsInOneSegment: Int {
        switch self {
        case .gsm7: 160
        case .ucs2: 70
        }
    }

    /// How many units each segment of a longer message holds.
    ///
    /// A header of six octets, with an 8-bit reference, is part of each (3GPP TS 23.040
    /// §9.2.3.24.1).
    public var unitsInEachOfMany: Int {
        switch self {
        case .gsm7: 153
        case .ucs2: 67
        }
    }
}
