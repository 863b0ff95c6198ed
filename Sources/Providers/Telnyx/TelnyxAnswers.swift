// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTP
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

    /// Whether anything in it is Telnyx's: JSON from somebody else must not pass for a line without
    /// a type.
    var isTelnyxs: Bool { number != nil || isValid != nil || carrier != nil || portability != nil }

    /// The word for the line type: the carrier's, or where that says nothing the one of the porting
    /// data.
    var word: String? {
        let words = [carrier?.type, portability?.lineType].compactMap(\.self).filter { !$0.isEmpty }
        return words.first { LineTypeWords.lineType(for: $0) != .unknown } ?? words.first
    }

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

/// Reads the answers of Telnyx's number lookup.
struct TelnyxLookupReader {
    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    func answer(from response: HTTPResponse) -> LookupAnswer {
        if response.isSuccess { return facts(in: response) }
        let error = TelnyxError.all(in: response).first
        let word = TelnyxError.word(error, in: response, hiding: secrets)
        switch QuestionFailure(status: response.status, isProviders: error != nil, word) {
        case .later: return .tryAgain(word)
        // A path with a number in it is not found where the number is not: for one number, no
        // account is to blame.
        case .missing: return .refused(word)
        case let failure:
            return error.flatMap { answer(byCodeOf: $0, response, word) } ?? LookupAnswer(failure)
        }
    }

    private func facts(in response: HTTPResponse) -> LookupAnswer {
        guard
            let lookup = JSONBytes.decode(TelnyxData<TelnyxLookup>.self, from: response.body)?.data,
            lookup.isTelnyxs
        else {
            return .tryAgain(
                ProviderWord(text: "the lookup answered with something that is not its JSON"))
        }
        if lookup.isValid == false {
            return .noSuchNumber(ProviderWord(text: "Telnyx says that the number is not valid"))
        }
        if lookup.word == nil, let code = lookup.carrier?.errorCode {
            return .refused(
                ProviderWord(
                    code: code, text: "Telnyx could not look the carrier up", hiding: secrets))
        }
        return .found(
            LineFacts(
                lineType: LineTypeWords.lineType(for: lookup.word),
                carrier: lookup.carrierName.map(tidy), word: lookup.word.map(tidy)))
    }

    private func answer(
        byCodeOf error: TelnyxError, _ response: HTTPResponse, _ word: ProviderWord
    ) -> LookupAnswer? {
        switch (response.status, error.meaning) {
        case (_, .account(let refusal)): .accountRefused(refusal, word)
        case (_, .notProcessed), (_, .unclear): .tryAgain(word)
        case (422, _), (400, .recipient):
            error.isAboutCanada ? .refused(word) : .noSuchNumber(word)
        default: nil
        }
    }

    private func tidy(_ text: String) -> String { ProviderWord.tidy(text, hiding: secrets) }
}

extension TelnyxError {
    /// Whether a Canadian number was refused because the account is not enabled for them: the
    /// number may well exist.
    fileprivate var isAboutCanada: Bool { sentence.lowercased().contains("canad") }
}

/// Reads the answers of Telnyx's messaging API to one message for one recipient.
struct TelnyxSendReader {
    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    func answer(from response: HTTPResponse) -> SendAnswer {
        if response.isSuccess { return accepted(response) }
        let errors = TelnyxError.all(in: response)
        let error = errors.first(where: \.isTelnyxs)
        let word = TelnyxError.word(error, in: response, hiding: secrets)
        // A server error's key would make a second try harmless only if the first one is over and
        // was a success, which nobody knows here. A 429 is never processed.
        if let answer = SendAnswer(statusOfAnybody: response.status, word) { return answer }
        // The key was used before, with another body or by a request that is still under way. No
        // code is documented for it.
        if [400, 409, 422].contains(response.status),
            let used = errors.first(where: \.speaksOfKeys)
        {
            return .unclear(.usedID, used.word(status: response.status, hiding: secrets))
        }
        return error.flatMap { answer(byCodeOf: $0, word) }
            ?? SendAnswer(status: response.status, isProviders: error != nil, word)
    }

    /// HTTP success is message success only with an id, and only where the one destination has not
    /// failed already.
    private func accepted(_ response: HTTPResponse) -> SendAnswer {
        guard let message = TelnyxMessageObject.read(response), let id = message.id, !id.isEmpty
        else {
            return .unclear(
                .badResponse,
                ProviderWord(text: "HTTP \(response.status) with a body that is not Telnyx's JSON"))
        }
        if message.hasFailedBeforeSending, let error = message.errors.first {
            return failed(error, response)
        }
        return .accepted(id: ProviderWord.id(id, hiding: secrets))
    }

    /// A message that was taken and will never leave: it is over, whatever the error would mean for
    /// a request.
    private func failed(_ error: TelnyxError, _ response: HTTPResponse) -> SendAnswer {
        let word = TelnyxError.word(error, in: response, hiding: secrets)
        let byCode = answer(byCodeOf: error, word) ?? .rejected(.unexplained, word)
        return byCode.isFinal ? byCode : .rejected(.unexplained, word)
    }

    private func answer(byCodeOf error: TelnyxError, _ word: ProviderWord) -> SendAnswer? {
        switch error.meaning {
        case .recipient, .landline: .rejected(.recipient, word)
        case .stop:
            .rejected(error.sentence.isEmpty || error.saysStop ? .optedOut : .recipient, word)
        case .content: .rejected(.content, word)
        case .country: .rejected(.country, word)
        case .suspicious, .passing: .rejected(.unexplained, word)
        case .account(let refusal): .accountRefused(refusal, word)
        case .notProcessed: .notProcessed(word)
        case .unclear: .unclear(.serverError, word)
        case nil: nil
        }
    }
}

extension SendAnswer {
    /// Whether no other answer will follow for the message.
    fileprivate var isFinal: Bool {
        switch self {
        case .accepted, .rejected, .accountRefused: true
        case .notProcessed, .unclear, .unrecognised: false
        }
    }
}

extension TelnyxError {
    /// Whether it is about an opt-out: Telnyx has used the code of a blocked message for other
    /// blocks, too.
    var saysStop: Bool {
        let text = sentence.lowercased()
        return ["stop", "opted out", "opted-out", "opt-out", "opt out", "unsubscri"].contains {
            text.contains($0)
        }
    }

    /// Whether it is about the idempotency key.
    fileprivate var speaksOfKeys: Bool { sentence.lowercased().contains("idempoten") }
}

/// One of the errors that Telnyx lists in an answer, or in the status of a message.
struct TelnyxError: Decodable, Sendable, Hashable {
    /// The code, as text; Telnyx's SDK declares it as text, its reference shows numbers, too.
    let code: String?
    let title: String
    let detail: String
    private let hasTitle: Bool
    private let hasMessage: Bool

    private enum CodingKeys: CodingKey { case code, title, detail, message }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        code = fields.text(.code)
        hasTitle = fields.contains(.title)
        hasMessage = fields.contains(.message)
        title = fields.text(.title) ?? ""
        detail = fields.text(.detail) ?? ""
        guard code != nil || !title.isEmpty || !detail.isEmpty else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: [], debugDescription: "not an error of Telnyx's"))
        }
    }

    /// Whether it has a code of Telnyx's, which has five digits, and a title where the code is not
    /// known: other servers have lists of errors, too, with statuses for codes or with messages.
    var isTelnyxs: Bool {
        let number = code.flatMap { Int($0) } ?? 0
        return (10_000...99_999).contains(number) && !hasMessage && (hasTitle || meaning != nil)
    }

    /// What the code means, or `nil` where it is not in the table.
    var meaning: TelnyxMeaning? { code.flatMap { Int($0) }.flatMap(TelnyxMeaning.init) }

    /// Title and detail as one sentence.
    var sentence: String {
        let parts = [title, detail].filter { !$0.isEmpty }
        return (parts.first == parts.last ? parts.prefix(1) : parts[...]).joined(separator: ": ")
    }

    /// The error as a word for the report.
    func word(status: Int, hiding secrets: [String]) -> ProviderWord {
        let text = sentence
        return ProviderWord(
            code: code ?? String(status), text: text.isEmpty ? "HTTP \(status)" : text,
            hiding: secrets)
    }

    /// A response's error as a word, or what came in the place of one.
    static func word(
        _ error: TelnyxError?, in response: HTTPResponse, hiding secrets: [String]
    ) -> ProviderWord {
        let status = response.status
        return error?.word(status: status, hiding: secrets)
            ?? ProviderWord(code: String(status), text: "HTTP \(status) without Telnyx's JSON")
    }

    /// Reads a response's errors, the first that is understood before the others; empty where the
    /// body is not Telnyx's.
    static func all(in response: HTTPResponse) -> [TelnyxError] {
        let errors = JSONBytes.decode(TelnyxErrors.self, from: response.body)?.errors ?? []
        return errors.filter { $0.meaning != nil } + errors.filter { $0.meaning == nil }
    }
}

/// The body of an answer that reports errors.
private struct TelnyxErrors: Decodable { let errors: [TelnyxError] }

/// What an error code of Telnyx's means for a message.
///
/// Codes and their descriptions are those of Telnyx's [messaging error
/// codes](https://developers.telnyx.com/docs/messaging/messages/error-codes) and [API error
/// codes](https://developers.telnyx.com/development/api-fundamentals/api-errors); which meaning a
/// code has is our reading of them.
enum TelnyxMeaning: Sendable, Hashable {
    /// The number cannot get the message.
    case recipient
    /// The number cannot be reached by SMS at all, such as a landline.
    case landline
    /// The recipient has answered STOP.
    case stop
    /// The text cannot be sent.
    case content
    /// The recipient's country is not enabled.
    case country
    /// The message is refused for a reason that may lie in the campaign: a run of these should
    /// stop.
    case suspicious
    /// The message failed for a reason that passes; sent again, it would be a new message.
    case passing
    /// No message would be accepted.
    case account(AccountRefusal)
    /// The request was not processed.
    case notProcessed
    /// The request may have been processed.
    case unclear

    /// The meaning of a code; `nil` for one that is not in the table.
    init?(code: Int) {
        guard let meaning = Self.table[code] else { return nil }
        self = meaning
    }

    /// Whose matter it is, for a person who reads the code in a report.
    var kind: CodeKind {
        switch self {
        case .recipient: .recipient
        case .landline: .landline
        case .stop: .optedOut
        case .content, .suspicious: .content
        case .country: .country
        case .account: .account
        case .notProcessed, .passing: .passing
        case .unclear: .unclear
        }
    }

    private static let table: [Int: Self] = {
        let rows: [(Self, [Int])] = [
            (.recipient, [10001, 10002, 10016, 40004, 40008, 40012, 40310]), (.landline, [40001]),
            (.stop, [40300]), (.content, [40009, 40302, 40304, 40316, 40317, 40322, 40328]),
            (.country, [40309]),
            // What is missing or malformed is so for every recipient; spam filters and carriers'
            // limits meet campaigns, not rows.
            (.suspicious, [10004, 10015, 40002, 40003, 40015, 40017, 40301, 40319]),
            (.passing, [40005, 40006, 40011, 40014, 40016, 40018, 40020]),
            (.account(.credentials), [10009, 10010, 20002]), (.account(.credit), [20100, 40333]),
            (.account(.suspended), [20012, 20013, 20014]),
            (
                .account(.sender),
                [
                    40010, 40013, 40019, 40100, 40150, 40151, 40155, 40305, 40306, 40307, 40308,
                    40315, 40320, 40321, 40323, 40325, 40329, 40330,
                ]
            ), (.account(.configuration), [10005, 20006, 40311, 40312, 40313, 40314, 40331]),
            (.notProcessed, [10011, 40318]), (.unclear, [10007, 10008]),
        ]
        return rows.reduce(into: [:]) { table, row in for code in row.1 { table[code] = row.0 } }
    }()
}
