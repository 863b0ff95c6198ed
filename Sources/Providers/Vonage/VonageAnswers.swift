// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTP

/// Reads the answers of Vonage's Number Insight API.
struct VonageLookupReader {
    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    func answer(from response: HTTPResponse) -> LookupAnswer {
        guard response.isSuccess else {
            let problem = VonageProblem(in: response)
            let word = VonageProblem.word(problem, in: response, hiding: secrets)
            return LookupAnswer(
                QuestionFailure(status: response.status, isProviders: problem != nil, word))
        }
        guard let insight = JSONBytes.decode(VonageInsight.self, from: response.body) else {
            return .tryAgain(
                ProviderWord(text: "the lookup answered with something that is not Vonage's JSON"))
        }
        return answer(in: insight)
    }

    private func answer(in insight: VonageInsight) -> LookupAnswer {
        let text = insight.text ?? "status \(insight.status)"
        let word = ProviderWord(code: String(insight.status), text: text, hiding: secrets)
        return switch VonageInsightStatus.meaning(of: insight.status, text) {
        case .answered: .found(facts(in: insight.carrier))
        case .noSuchNumber: .noSuchNumber(word)
        case .throttled: .throttled(word)
        case .account(let refusal): .accountRefused(refusal, word)
        case .refused: .refused(word)
        case .failed: .failed(word)
        }
    }

    private func facts(in carrier: VonageInsight.Carrier?) -> LineFacts {
        LineFacts(
            lineType: LineTypeWords.lineType(for: carrier?.type),
            carrier: carrier?.name.map { ProviderWord.tidy($0, hiding: secrets) },
            word: carrier?.type.map { ProviderWord.tidy($0, hiding: secrets) })
    }
}

/// The fields of an insight that are used; only the status is always there.
private struct VonageInsight: Decodable {
    let status: Int
    let text: String?
    let carrier: Carrier?

    private enum CodingKeys: String, CodingKey {
        case status
        case text = "status_message"
        case errorText = "error_text"
        case carrier = "current_carrier"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        guard let status = fields.text(.status).flatMap({ Int($0) }) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: [], debugDescription: "no status of Vonage's"))
        }
        self.status = status
        text = fields.text(.text) ?? fields.text(.errorText)
        // Of another shape the line stays unknown; a status of 0 with a page behind it does not get
        // here.
        carrier = fields.lenient(Carrier.self, .carrier)
    }

    struct Carrier: Decodable {
        let name: String?
        let type: String?

        private enum CodingKeys: String, CodingKey {
            case name
            case type = "network_type"
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            (name, type) = (Self.said(fields.text(.name)), Self.said(fields.text(.type)))
        }

        /// What is unknown is sometimes written as the word “null”.
        private static func said(_ text: String?) -> String? {
            text.flatMap { $0.isEmpty || $0 == "null" ? nil : $0 }
        }
    }
}

/// The `status` of an answer of Number Insight.
enum VonageInsightStatus {
    /// What a status means for the lookup.
    enum Meaning: Sendable, Hashable {
        /// The answer holds what is known of the line, be it nothing.
        case answered
        /// The number is none.
        case noSuchNumber
        /// Too many requests.
        case throttled
        /// The account may not do this.
        case account(AccountRefusal)
        /// The request was wrong for this number.
        case refused
        /// Nothing that is known.
        case failed
    }

    /// Gives the meaning of a status; for one that is not known nothing is concluded about the
    /// line.
    ///
    /// 43, 44 and 45: the carrier was not asked, so that the line may have no type. 3 is said of
    /// numbers, and of whatever else is wrong with a request: only the words tell. 999: the request
    /// could not be parsed.
    static func meaning(of status: Int, _ text: String) -> Meaning {
        switch status {
        case 0, 43, 44, 45: .answered
        case 1: .throttled
        case 3: text.lowercased().contains("number format") ? .noSuchNumber : .refused
        case 4: .account(.credentials)
        case 5: .noSuchNumber
        case 9: .account(.credit)
        case 19: .account(.configuration)
        case 999: .refused
        default: .failed
        }
    }
}

/// Reads the answers of Vonage's SMS API to one message for one recipient: one element for each
/// part of a long text.
struct VonageSendReader {
    /// More parts than any message may have: what is beyond is not kept.
    private static let mostParts = 64

    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    func answer(from response: HTTPResponse) -> SendAnswer {
        let problem = VonageProblem(in: response)
        let word = VonageProblem.word(problem, in: response, hiding: secrets)
        let byStatus = SendAnswer(statusOfAnybody: response.status, word)
        if response.status != 429, let byStatus { return byStatus }
        if let receipt = VonageReceipt(in: response) { return answer(in: receipt) }
        if response.isSuccess {
            let text = "HTTP \(response.status) with a body that is not Vonage's JSON"
            return .unclear(.badResponse, ProviderWord(text: text))
        }
        let isVonages = problem?.isVonages == true
        return SendAnswer(status: response.status, isProviders: isVonages, word)
    }

    /// Accepted is only what is accepted in all its parts.
    ///
    /// Where some were, the recipient may have got these.
    private func answer(in receipt: VonageReceipt) -> SendAnswer {
        let refused = receipt.parts.filter { $0.status != VonageSendStatus.accepted }
        guard let first = refused.first else { return accepted(receipt) }
        guard refused.count == receipt.parts.count, receipt.isComplete else {
            let count = "\(receipt.parts.count - refused.count) of \(receipt.count)"
            let text = "\(count) parts were accepted, then: \(first.text)"
            return .unclear(
                .partlyAccepted,
                ProviderWord(code: String(first.status), text: text, hiding: secrets))
        }
        let meanings = refused.map(meaning)
        let unclear = meanings.first { if case .unclear = $0 { true } else { false } }
        return unclear ?? meanings.first ?? meaning(of: first)
    }

    private func meaning(of part: VonageReceipt.Part) -> SendAnswer {
        let word = ProviderWord(code: String(part.status), text: part.text, hiding: secrets)
        return VonageSendStatus.meaning(of: part.status, part.text, word)
    }

    /// The ids of all parts, in their order, with a space between them: each part has a receipt of
    /// its own.
    private func accepted(_ receipt: VonageReceipt) -> SendAnswer {
        let ids = receipt.parts.prefix(Self.mostParts).compactMap(\.id)
        guard receipt.isComplete, !ids.isEmpty else {
            return .unclear(
                .badResponse, ProviderWord(text: "the answer names no message id, or not all parts")
            )
        }
        return .accepted(
            id: ids.map { ProviderWord.id($0, hiding: secrets) }.joined(separator: " "))
    }
}

/// The `status` of each part of a message in an answer of the SMS API.
enum VonageSendStatus {
    /// The status of a part that was accepted.
    static let accepted = 0

    /// Gives the meaning of a status other than ``accepted``.
    ///
    /// 7 is said of numbers that Vonage bars, those who opted out among them. It is taken for an
    /// opt-out: to text somebody who does not want it is the worse mistake.
    static func meaning(of status: Int, _ text: String, _ word: ProviderWord) -> SendAnswer {
        switch status {
        case 1, 10: .notProcessed(word)
        case 2, 3: VonageParameter.meaning(of: text, word)
        case 4, 14, 32: .accountRefused(.credentials, word)
        case 5: .unclear(.serverError, word)
        case 6, 33: .rejected(.recipient, word)
        case 7: .rejected(.optedOut, word)
        case 9: .accountRefused(.credit, word)
        case 8: .accountRefused(.suspended, word)
        case 11, 22, 23, 29: .accountRefused(.configuration, word)
        case 12: .rejected(.content, word)
        case 15: .accountRefused(.sender, word)
        default: .rejected(.unexplained, word)
        }
    }

    /// Whose matter a status is, for a person who reads it in a report; `nil` for one that is not
    /// known.
    static func kind(of status: Int) -> CodeKind? {
        switch status {
        case 1, 10: .passing
        case 2, 3: .unexplained
        case 4, 8, 9, 11, 14, 15, 22, 23, 29, 32: .account
        case 5: .unclear
        case 6, 33: .recipient
        case 7: .optedOut
        case 12: .content
        default: nil
        }
    }
}

/// The error body of what stands in front of Vonage's APIs, in the form of RFC 7807: `{"title": …,
/// "detail": …}`.
struct VonageProblem: Decodable {
    private let type: String?
    private let title: String
    private let detail: String?

    /// Whether it is Vonage's: the `type` of its problems is a page of its documentation, and the
    /// form alone is everybody's.
    var isVonages: Bool {
        let host = type?.wholeMatch(of: /https?:\/\/([^\/:?#]+).*/)?.1.lowercased() ?? ""
        return ["vonage.com", "nexmo.com"].contains { host == $0 || host.hasSuffix("." + $0) }
    }

    /// Reads a response's problem; `nil` where the body is none.
    init?(in response: HTTPResponse) {
        guard let problem = JSONBytes.decode(Self.self, from: response.body) else { return nil }
        self = problem
    }

    /// A response's problem as a word for the report, or what came in the place of one.
    static func word(
        _ problem: VonageProblem?, in response: HTTPResponse, hiding secrets: [String]
    ) -> ProviderWord {
        let code = String(response.status)
        guard let problem else {
            return ProviderWord(code: code, text: "HTTP \(code) without Vonage's JSON")
        }
        let text = [problem.title, problem.detail].compactMap { $0 }.joined(separator: ": ")
        return ProviderWord(code: code, text: text, hiding: secrets)
    }
}

/// The SMS API's answer: `{"message-count": "2", "messages": [{"status": "0", "message-id": …},
/// …]}`.
struct VonageReceipt: Decodable {
    /// How many parts the message has, by Vonage's count.
    let count: Int
    /// What became of each.
    let parts: [Part]

    /// Whether every part is told of.
    var isComplete: Bool { count == parts.count }

    private enum CodingKeys: String, CodingKey {
        case count = "message-count"
        case parts = "messages"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        parts = try fields.decode([Part].self, forKey: .parts)
        count = fields.text(.count).flatMap { Int($0) } ?? parts.count
    }

    /// Reads a response's receipt; `nil` where the body is none, or tells of no part.
    init?(in response: HTTPResponse) {
        guard let receipt = JSONBytes.decode(Self.self, from: response.body), !receipt.parts.isEmpty
        else { return nil }
        self = receipt
    }

    struct Part: Decodable {
        /// Zero for a part that was accepted.
        let status: Int
        /// The sentence of a refusal.
        let text: String
        /// The id of a part that was accepted.
        let id: String?

        private enum CodingKeys: String, CodingKey {
            case status
            case text = "error-text"
            case id = "message-id"
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            guard let status = fields.text(.status).flatMap({ Int($0) }) else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: [], debugDescription: "no status of Vonage's"))
            }
            self.status = status
            text = fields.text(.text) ?? "status \(status)"
            id = fields.text(.id).flatMap { $0.isEmpty ? nil : $0 }
        }
    }
}
