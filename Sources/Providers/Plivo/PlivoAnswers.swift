// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTP

/// Reads the answers of Plivo's Lookup API.
struct PlivoLookupReader {
    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    func answer(from response: HTTPResponse) -> LookupAnswer {
        if response.isSuccess { return facts(in: response) }
        let error = PlivoError(in: response)
        let word = PlivoError.word(error, in: response, hiding: secrets)
        return switch response.status {
        case 401: .accountRefused(.credentials, word)
        case 402: .accountRefused(.credit, word)
        case 408, 429, 500...599: .tryAgain(word)
        case _ where word.text.lowercased().contains("insufficient"): .accountRefused(.credit, word)
        // A 404 in Plivo's own words means that the number does not exist; in anybody else's, that
        // the address is wrong.
        case 400, 404:
            error?.isCertainlyPlivos == true
                ? .noSuchNumber(word) : .accountRefused(.configuration, word)
        case 300...399, 403: .accountRefused(.configuration, word)
        default: .failed(word)
        }
    }

    private func facts(in response: HTTPResponse) -> LookupAnswer {
        guard let lookup = JSONBytes.decode(PlivoLookup.self, from: response.body), lookup.isPlivos
        else {
            return .tryAgain(
                ProviderWord(text: "the lookup answered with something that is not its JSON"))
        }
        let carrier = lookup.carrier
        return .found(
            LineFacts(
                lineType: LineTypeWords.lineType(for: carrier?.type),
                carrier: carrier?.name.flatMap { $0.isEmpty ? nil : tidy($0) },
                word: carrier?.type.map(tidy)))
    }

    private func tidy(_ text: String) -> String { ProviderWord.tidy(text, hiding: secrets) }
}

/// The fields of a lookup that are used; all of them may be missing.
private struct PlivoLookup: Decodable {
    let apiID: String?
    let number: String?
    let carrier: Carrier?

    /// Whether anything in it is Plivo's: JSON from somebody else must not pass for a line without
    /// a type.
    var isPlivos: Bool { apiID != nil || number != nil || carrier != nil }

    private enum CodingKeys: String, CodingKey {
        case apiID = "api_id"
        case number = "phone_number"
        case carrier
    }

    struct Carrier: Decodable {
        let name: String?
        let type: String?
    }
}

/// Reads the answers of Plivo's Messaging API to one message for one recipient.
struct PlivoSendReader {
    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    func answer(from response: HTTPResponse) -> SendAnswer {
        if response.isSuccess { return accepted(response) }
        let error = PlivoError(in: response)
        let word = PlivoError.word(error, in: response, hiding: secrets)
        if let answer = SendAnswer(statusOfAnybody: response.status, word) { return answer }
        guard let error, error.isOfMessages else {
            return .unrecognised(UnrecognisedAnswer(status: response.status, word))
        }
        return refused(status: response.status, error, word)
    }

    /// HTTP success is message success only with an id; an answer without one may still have sent
    /// the message.
    private func accepted(_ response: HTTPResponse) -> SendAnswer {
        guard let receipt = JSONBytes.decode(PlivoReceipt.self, from: response.body) else {
            return Self.unreadable(response)
        }
        if receipt.invalidNumbers.isEmpty, let id = receipt.ids.first {
            guard !id.isEmpty else { return Self.unreadable(response) }
            return .accepted(id: ProviderWord.id(id, hiding: secrets))
        }
        let word = ProviderWord(
            code: String(response.status), text: "Plivo accepted no destination: invalid number")
        return .rejected(.recipient, word)
    }

    private static func unreadable(_ response: HTTPResponse) -> SendAnswer {
        .unclear(
            .badResponse,
            ProviderWord(text: "HTTP \(response.status) with a body that is not Plivo's JSON"))
    }

    private func refused(status: Int, _ error: PlivoError, _ word: ProviderWord) -> SendAnswer {
        switch status {
        case 400: PlivoRefusalText.meaning(of: error.text, word)
        case 403: PlivoRefusalText.meaningOfForbidden(error.text, word)
        default: SendAnswer(status: status, isProviders: true, word)
        }
    }
}

/// The receipt of an accepted message; `message_uuid` is a list even for one destination, and was a
/// string once.
private struct PlivoReceipt: Decodable {
    let ids: [String]
    /// Destinations that were left out, although the answer is a success.
    let invalidNumbers: [String]

    private enum CodingKeys: String, CodingKey {
        case ids = "message_uuid"
        case invalidNumbers = "invalid_number"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        invalidNumbers = (try? fields.decode([String].self, forKey: .invalidNumbers)) ?? []
        if let id = try? fields.decode(String.self, forKey: .ids) {
            ids = [id]
        } else if fields.contains(.ids) || invalidNumbers.isEmpty {
            ids = try fields.decode([String].self, forKey: .ids)
        } else {
            ids = []
        }
    }
}

/// Plivo's error body, in both of its shapes: messaging writes `error`, lookup writes `error_code`
/// and `message`.
struct PlivoError: Decodable {
    /// The lookup API's code, or `nil`.
    let code: String?
    /// The sentence; empty where there is none.
    let text: String
    /// Whether the body has what only Plivo's errors have: many other servers say `{"message": "Not
    /// Found"}`.
    let isCertainlyPlivos: Bool
    private let hasAPIID: Bool

    /// Whether the messaging API has refused a message in it: every one of its documented answers
    /// has an `api_id`, and nobody else calls a parameter `dst`, `src` or `powerpack_uuid`.
    var isOfMessages: Bool { hasAPIID || PlivoRefusalText.namesParameter(text) }

    private enum CodingKeys: String, CodingKey {
        case apiID = "api_id"
        case error
        case code = "error_code"
        case message
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let number = try? fields.decode(Int.self, forKey: .code)
        code = number.map(String.init) ?? (try? fields.decode(String.self, forKey: .code))
        let texts = [CodingKeys.error, .message].compactMap {
            try? fields.decode(String.self, forKey: $0)
        }
        text = texts.first ?? ""
        hasAPIID = fields.contains(.apiID)
        isCertainlyPlivos = hasAPIID || code != nil
        guard isCertainlyPlivos || !texts.isEmpty else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: [], debugDescription: "not an error of Plivo's"))
        }
    }

    /// What is said of a success that is not what was asked for: a portal or a proxy may have
    /// answered.
    static var unreadable: ProviderWord { ProviderWord(text: "the answer is not Plivo's JSON") }

    /// Reads a response's error; `nil` where the body is not Plivo's, as when a proxy or a portal
    /// answers in its place.
    init?(in response: HTTPResponse) {
        guard let error = JSONBytes.decode(Self.self, from: response.body) else { return nil }
        self = error
    }

    /// A response's error as a word for the report, or what came in the place of one; the HTTP
    /// status stands for a missing code.
    static func word(
        _ error: PlivoError?, in response: HTTPResponse, hiding secrets: [String]
    ) -> ProviderWord {
        let status = String(response.status)
        guard let error else {
            return ProviderWord(code: status, text: "HTTP \(status) without Plivo's JSON")
        }
        return ProviderWord(
            code: error.code ?? status, text: error.text.isEmpty ? "HTTP \(status)" : error.text,
            hiding: secrets)
    }
}

extension QuestionFailure {
    /// Reads Plivo's answer to a question about messages when it is no success.
    init(plivo response: HTTPResponse, hiding secrets: [String]) {
        let error = PlivoError(in: response)
        // Anybody else's 404 means that the address is wrong; anybody else's 400 says nothing.
        let isPlivos = response.status != 404 || error?.isCertainlyPlivos == true
        let word = PlivoError.word(error, in: response, hiding: secrets)
        self.init(status: response.status, isProviders: isPlivos, word)
    }
}

/// The meaning of the sentences with which Plivo refuses a message.
///
/// Plivo documents no codes for these, so the sentence is all there is. A sentence that is not
/// recognised is ``SendAnswer/Rejection/unexplained``: the row fails, and a run of identical ones
/// stops the campaign.
enum PlivoRefusalText {
    /// Gives the meaning of a 400's sentence.
    static func meaning(of text: String, _ word: ProviderWord) -> SendAnswer {
        let text = text.lowercased()
        if let answer = creditOrOptOut(text, word) { return answer }
        if containsAny(text, "identical to src", "same as source", "same number") {
            return .rejected(.recipient, word)
        }
        if containsAny(text, "src", "source", "caller id", "powerpack") {
            return .accountRefused(.sender, word)
        }
        if containsAny(text, "dst", "destination", "valid phone number", "invalid number") {
            return .rejected(.recipient, word)
        }
        if containsAny(text, "text", "too long") { return .rejected(.content, word) }
        return .rejected(.unexplained, word)
    }

    /// Gives the meaning of a 403's sentence: a country that is not enabled, or the account itself.
    static func meaningOfForbidden(_ text: String, _ word: ProviderWord) -> SendAnswer {
        let text = text.lowercased()
        if let answer = creditOrOptOut(text, word) { return answer }
        if containsAny(text, "geo-permission", "geo permission", "geopermission") {
            return .rejected(.country, word)
        }
        return .accountRefused(.configuration, word)
    }

    private static func creditOrOptOut(_ text: String, _ word: ProviderWord) -> SendAnswer? {
        if text.contains("insufficient") { return .accountRefused(.credit, word) }
        if containsAny(text, "opted out", "opted-out", "opt-out", "opt out", "unsubscribed")
            || text.contains(repliedStop) || text.contains(/(due to|blocked by)( a)? ["'“‘]?stop\b/)
        {
            return .rejected(.optedOut, word)
        }
        return nil
    }

    /// Whether a sentence names one of the parameters of Plivo's messages.
    static func namesParameter(_ text: String) -> Bool {
        containsAny(text.lowercased(), "dst", "src", "powerpack")
    }

    /// The recipient answered STOP, by itself or in quotes; not an advice to write “Reply STOP”.
    private static var repliedStop: Regex<Substring> {
        #/
        \b (?: replied | responded | answered | sent | texted ) (?: \ back )? (?: \ with | \ by )?
        (?: \ the )? (?: \ word | \ keyword | \ message )? \ ["'“‘(]? stop \b
        /#
    }

    /// Whether a phrase begins at one of the text's words: “source” is not in “resource”, nor
    /// “text” in “context”.
    private static func containsAny(_ text: String, _ phrases: String...) -> Bool {
        phrases.contains { phrase in
            text.ranges(of: phrase).contains { range in
                range.lowerBound == text.startIndex
                    || !text[text.index(before: range.lowerBound)].isLetter
            }
        }
    }
}
