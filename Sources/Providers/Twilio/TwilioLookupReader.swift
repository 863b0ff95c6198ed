// SPDX-License-Identifier: Apache-2.0

import HTTP

/// Reads the answers of Twilio's Lookup API.
struct TwilioLookupReader {
    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    ///
    /// HTTP success is not yet a known line: `valid` and the package's own error come first.
    func answer(from response: HTTPResponse) -> LookupAnswer {
        guard response.status == 200 else { return refused(response) }
        guard let lookup = JSONBytes.decode(TwilioLookup.self, from: response.body), lookup.isTwilios else {
            return .tryAgain(ProviderWord(text: "the lookup answered with something that is not Twilio's JSON"))
        }
        if lookup.valid == false { return .noSuchNumber(word(for: lookup.errors)) }
        if let code = lookup.line?.errorCode { return TwilioLookupError.answer(to: code, hiding: secrets) }
        return .found(
            LineFacts(
                lineType: LineTypeWords.lineType(for: lookup.line?.type),
                carrier: lookup.line?.carrier.flatMap { $0.isEmpty ? nil : tidy($0) },
                word: lookup.line?.type.map(tidy)
            )
        )
    }

    private func refused(_ response: HTTPResponse) -> LookupAnswer {
        if let error = TwilioError(in: response), TwilioLookupError.isKnown(error.code) {
            return TwilioLookupError.answer(to: String(error.code), hiding: secrets)
        }
        return LookupAnswer(QuestionFailure(twilio: response, hiding: secrets))
    }

    private func word(for errors: [String]) -> ProviderWord {
        let list = errors.isEmpty ? "" : " (\(errors.joined(separator: ", ")))"
        return ProviderWord(text: "Twilio says that the number is not valid" + list, hiding: secrets)
    }

    private func tidy(_ text: String) -> String {
        ProviderWord.tidy(text, hiding: secrets)
    }
}

/// The fields of a lookup that are used; all of them may be missing.
private struct TwilioLookup: Decodable {
    let valid: Bool?
    let errors: [String]
    let number: String?
    let line: Line?

    /// Whether anything in it is Twilio's: JSON from somebody else must not pass for a line without a type.
    var isTwilios: Bool { valid != nil || number != nil || line != nil }

    private enum CodingKeys: String, CodingKey {
        case valid
        case errors = "validation_errors"
        case number = "phone_number"
        case line = "line_type_intelligence"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        valid = fields.lenient(Bool.self, .valid)
        errors = fields.lenient([String].self, .errors) ?? []
        number = fields.text(.number)
        line = try fields.decodeIfPresent(Line.self, forKey: .line)
    }

    struct Line: Decodable {
        let errorCode: String?
        let carrier: String?
        let type: String?

        private enum CodingKeys: String, CodingKey {
            case errorCode = "error_code"
            case carrier = "carrier_name"
            case type
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            errorCode = fields.text(.errorCode)
            carrier = fields.text(.carrier)
            type = fields.text(.type)
        }
    }
}
