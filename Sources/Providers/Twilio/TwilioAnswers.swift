// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTP
import PhoneNumbers

/// Reads the answers of Twilio's Messages resource to one message for one recipient.
struct TwilioSendReader {
    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    func answer(from response: HTTPResponse) -> SendAnswer {
        if response.isSuccess { return accepted(response) }
        let word = TwilioError.word(in: response, hiding: secrets)
        let error = TwilioError(in: response)
        // Whatever is said with a server error, the message may have been accepted before it; with
        // a 429 it never is.
        return SendAnswer(statusOfAnybody: response.status, word) ?? error?.meaning?.answer(word)
            ?? SendAnswer(status: response.status, isProviders: error != nil, word)
    }

    /// HTTP success is message success only with an id; an answer without one may still have sent
    /// the message.
    private func accepted(_ response: HTTPResponse) -> SendAnswer {
        guard let id = JSONBytes.decode(TwilioMessage.self, from: response.body)?.sid, !id.isEmpty
        else {
            let text = "HTTP \(response.status) with a body that is not a message of Twilio's"
            return .unclear(.badResponse, ProviderWord(text: text))
        }
        return .accepted(id: ProviderWord.id(id, hiding: secrets))
    }
}

/// The errors of Twilio's line type intelligence, which come with HTTP success.
///
/// None of them makes a number a landline.
enum TwilioLookupError {
    /// Twilio knows nothing of the line, and never will: a line without a type.
    private static let unknownLines = [
        60600: "outside of Twilio's coverage",
        60601: "Canadian numbers need an approval of your account",
        60607: "a country that Twilio does not cover",
    ]
    private static let accountRefusals = [
        60606: "line type intelligence is not enabled for the account",
        60699: "line type intelligence is disabled for the account",
    ]
    private static let degraded = 60613
    private static let tooMany = 60616

    static func isKnown(_ code: Int) -> Bool {
        unknownLines[code] != nil || accountRefusals[code] != nil || code == degraded
            || code == tooMany
    }

    /// Gives the meaning of a code; one that is not known is a line without a type, too.
    static func answer(to code: String, hiding secrets: [String]) -> LookupAnswer {
        let number = Int(code) ?? 0
        if let refusal = accountRefusals[number] {
            return .accountRefused(.configuration, ProviderWord(code: code, text: refusal))
        }
        switch number {
        case degraded:
            return .tryAgain(
                ProviderWord(code: code, text: "Twilio's source of line types is in trouble"))
        case tooMany:
            return .throttled(
                ProviderWord(code: code, text: "more lookups than Twilio allows at a time"))
        default:
            return .found(LineFacts(lineType: .unknown, word: word(code, number, hiding: secrets)))
        }
    }

    private static func word(_ code: String, _ number: Int, hiding secrets: [String]) -> String {
        ProviderWord.tidy(
            "error \(code)" + (unknownLines[number].map { " (\($0))" } ?? ""), hiding: secrets)
    }
}

/// Reads the answers of Twilio's Lookup API.
struct TwilioLookupReader {
    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    ///
    /// HTTP success is not yet a known line: `valid` and the package's own error come first.
    func answer(from response: HTTPResponse) -> LookupAnswer {
        guard response.isSuccess else { return refused(response) }
        guard let lookup = JSONBytes.decode(TwilioLookup.self, from: response.body),
            lookup.isTwilios
        else {
            return .tryAgain(
                ProviderWord(text: "the lookup answered with something that is not Twilio's JSON"))
        }
        if lookup.valid == false { return .noSuchNumber(word(for: lookup.errors)) }
        if let code = lookup.line?.errorCode {
            return TwilioLookupError.answer(to: code, hiding: secrets)
        }
        return .found(
            LineFacts(
                lineType: LineTypeWords.lineType(for: lookup.line?.type),
                carrier: lookup.line?.carrier.flatMap { $0.isEmpty ? nil : tidy($0) },
                word: lookup.line?.type.map(tidy)))
    }

    private func refused(_ response: HTTPResponse) -> LookupAnswer {
        let error = TwilioError(in: response)
        if let error, TwilioLookupError.isKnown(error.code) {
            return TwilioLookupError.answer(to: String(error.code), hiding: secrets)
        }
        let answer = LookupAnswer(QuestionFailure(twilio: response, hiding: secrets))
        guard case .failed(let word) = answer, error?.meaning == .recipient else { return answer }
        return .refused(word)
    }

    private func word(for errors: [String]) -> ProviderWord {
        let list = errors.isEmpty ? "" : " (\(errors.joined(separator: ", ")))"
        return ProviderWord(
            text: "Twilio says that the number is not valid" + list, hiding: secrets)
    }

    private func tidy(_ text: String) -> String { ProviderWord.tidy(text, hiding: secrets) }
}

/// The fields of a lookup that are used; all of them may be missing.
private struct TwilioLookup: Decodable {
    let valid: Bool?
    let errors: [String]
    let number: String?
    let line: Line?

    /// Whether anything in it is Twilio's: JSON from somebody else must not pass for a line without
    /// a type.
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

/// Twilio's error body: `{"code": 21211, "message": …, "more_info": …, "status": 400}`.
struct TwilioError: Decodable {
    /// Twilio's code of five digits, which is what tells its errors from those of other servers:
    /// they write an HTTP status in its place.
    let code: Int
    /// The sentence; empty where there is none.
    let text: String

    private enum CodingKeys: CodingKey { case code, message }

    private static let codes = 10_000...99_999

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        guard let code = fields.text(.code).flatMap({ Int($0) }), Self.codes.contains(code) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: [], debugDescription: "not an error of Twilio's"))
        }
        self.code = code
        text = fields.text(.message) ?? ""
    }

    /// Reads a response's error; `nil` where the body is not Twilio's, as when a proxy or a portal
    /// answers in its place.
    init?(in response: HTTPResponse) {
        guard let error = JSONBytes.decode(Self.self, from: response.body) else { return nil }
        self = error
    }

    /// What the code means; `nil` where it is not known.
    var meaning: TwilioMeaning? { TwilioErrorCode.meaning(of: code) }

    /// The response's error as a word for the report, with the HTTP status in place of what is
    /// missing.
    static func word(in response: HTTPResponse, hiding secrets: [String]) -> ProviderWord {
        let status = "HTTP \(response.status)"
        guard let error = TwilioError(in: response) else {
            return ProviderWord(
                code: String(response.status), text: "\(status) without Twilio's JSON")
        }
        return ProviderWord(
            code: String(error.code), text: error.text.isEmpty ? status : error.text,
            hiding: secrets)
    }
}

extension QuestionFailure {
    /// Reads Twilio's answer to a question when it is no success.
    init(twilio response: HTTPResponse, hiding secrets: [String]) {
        let word = TwilioError.word(in: response, hiding: secrets)
        let error = TwilioError(in: response)
        let byStatus = QuestionFailure(status: response.status, isProviders: error != nil, word)
        if case .later = byStatus {
            self = byStatus
        } else if error?.code == TwilioErrorCode.notFound {
            self = .missing(word)
        } else {
            switch error?.meaning {
            case .account(let refusal): self = .account(refusal, word)
            case .notProcessed, .unclear: self = .later(word)
            default: self = byStatus
            }
        }
    }
}
