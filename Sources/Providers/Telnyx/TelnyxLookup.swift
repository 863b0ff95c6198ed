// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers

/// The fields of a lookup that are used; all of them may be missing.
///
/// Telnyx's own sample has a number where its schema has text, so every field is read on its own.
struct TelnyxLookup: Decodable {
    let number: String?
    let isValid: Bool?
    let carrier: Carrier?
    let portability: Portability?

    private enum CodingKeys: String, CodingKey {
        case number = "phone_number"
        case isValid = "valid_number"
        case carrier, portability
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        number = fields.text(.number)
        isValid = fields.lenient(Bool.self, .isValid)
        carrier = fields.lenient(Carrier.self, .carrier)
        portability = fields.lenient(Portability.self, .portability)
    }

    /// Whether anything in it is Telnyx's: JSON from somebody else must not pass for a line without a type.
    var isTelnyxs: Bool { number != nil || isValid != nil || carrier != nil || portability != nil }

    /// The word for the line type: the carrier's, or where that says nothing the one of the porting data.
    var word: String? {
        let words = [carrier?.type, portability?.lineType].compactMap(\.self).filter { !$0.isEmpty }
        return words.first { LineTypeWords.lineType(for: $0) != .unknown } ?? words.first
    }

    /// The carrier's name.
    var carrierName: String? {
        [carrier?.name, portability?.carrierName].compactMap(\.self).first { !$0.isEmpty }
    }

    struct Carrier: Decodable {
        let name: String?
        let type: String?
        let errorCode: String?

        private enum CodingKeys: String, CodingKey {
            case name, type
            case errorCode = "error_code"
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            name = fields.text(.name)
            type = fields.text(.type)
            errorCode = fields.text(.errorCode)
        }
    }

    struct Portability: Decodable {
        let lineType: String?
        let carrierName: String?

        private enum CodingKeys: String, CodingKey {
            case lineType = "line_type"
            case carrierName = "spid_carrier_name"
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            lineType = fields.text(.lineType)
            carrierName = fields.text(.carrierName)
        }
    }
}
