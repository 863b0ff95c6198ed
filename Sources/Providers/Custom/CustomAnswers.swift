// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTP

import struct Foundation.Decimal

/// Reads a configured gateway's answers to lookups.
struct CustomLookupReader {
    let service: CustomLookup
    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    func answer(from response: HTTPResponse) -> LookupAnswer {
        let answer = GatewayAnswer(response)
        let word = service.rules.word(in: answer, hiding: secrets)
        if !service.noSuchNumber.isDisjoint(with: service.rules.keys(of: answer)) {
            return .noSuchNumber(word)
        }
        if let refusal = service.rules.refusal(in: answer) { return .accountRefused(refusal, word) }
        guard service.rules.isSuccessStatus(answer) else {
            return AnswerRules.mayChange(response.status) ? .tryAgain(word) : .failed(word)
        }
        guard service.rules.matches(answer) else { return .failed(word) }
        return facts(in: answer)
    }

    /// No line type is an answer only where there is a place for one: a page from somebody else
    /// must not pass for a line without a type.
    private func facts(in answer: GatewayAnswer) -> LookupAnswer {
        let word = answer.value(at: service.lineType)
        guard word != nil || answer.hasPlace(for: service.lineType) else {
            return .tryAgain(
                ProviderWord(text: "HTTP \(answer.status) without a line type at “lineType”"))
        }
        return .found(
            LineFacts(
                lineType: service.lineType(for: word),
                carrier: answer.value(at: service.carrier).map {
                    ProviderWord.tidy($0, hiding: secrets)
                }, word: word.map { ProviderWord.tidy($0, hiding: secrets) }))
    }
}

/// Reads a configured gateway's answers to messages.
struct CustomSendReader {
    let service: CustomSend
    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    ///
    /// What the configuration names is believed, in the order: opted out, safe to try again, the
    /// account, success.
    ///
    /// - Parameters:
    ///   - response: the answer.
    ///   - ownID: our own id of the message, for a gateway that gives none.
    /// - Returns: the meaning.
    func answer(from response: HTTPResponse, ownID: String?) -> SendAnswer {
        let answer = GatewayAnswer(response)
        let keys = service.rules.keys(of: answer)
        let word = service.rules.word(in: answer, hiding: secrets)
        if !service.optedOut.isDisjoint(with: keys) { return .rejected(.optedOut, word) }
        if !service.safeToRetry.isDisjoint(with: keys) { return .notProcessed(word) }
        if let refusal = service.rules.refusal(in: answer) { return .accountRefused(refusal, word) }
        guard service.rules.isSuccessStatus(answer) else {
            return Self.meaning(of: answer.status, word)
        }
        // That is what the mark is for: without it the gateway has said no.
        guard service.rules.matches(answer) else { return .rejected(.unexplained, word) }
        return accepted(answer, ownID)
    }

    private func accepted(_ answer: GatewayAnswer, _ ownID: String?) -> SendAnswer {
        let id = service.messageID == nil ? ownID : answer.value(at: service.messageID)
        if let id { return .accepted(id: ProviderWord.id(id, hiding: secrets)) }
        let said = answer.value(at: service.rules.errorMessage).map { ": " + $0 } ?? ""
        let text = "HTTP \(answer.status) without a message id at “messageID”" + said
        let code = answer.value(at: service.rules.errorCode) ?? String(answer.status)
        return .unclear(.badResponse, ProviderWord(code: code, text: text, hiding: secrets))
    }

    /// A status that the configuration does not name.
    ///
    /// A server error may have come after the message was taken; so may a success that is not one
    /// of those expected.
    private static func meaning(of status: Int, _ word: ProviderWord) -> SendAnswer {
        switch status {
        case 429: .notProcessed(word)
        case 408, 500...: .unclear(.serverError, word)
        case ..<300: .unclear(.badResponse, word)
        default: .rejected(.unexplained, word)
        }
    }
}

/// Reads a configured gateway's answers to the question what became of a message.
struct CustomStatusReader {
    let service: CustomStatus
    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    func answer(from response: HTTPResponse) -> StatusAnswer {
        let answer = GatewayAnswer(response)
        let word = service.rules.word(in: answer, hiding: secrets)
        if let refusal = service.rules.refusal(in: answer) { return .accountRefused(refusal, word) }
        guard service.rules.isSuccessStatus(answer) else {
            if AnswerRules.mayChange(answer.status) { return .tryAgain(word) }
            return answer.status == 404 || answer.status == 410
                ? .noSuchMessage(word) : .failed(word)
        }
        guard service.rules.matches(answer) else { return .failed(word) }
        guard let state = answer.value(at: service.state) else {
            return .tryAgain(ProviderWord(text: "HTTP \(answer.status) without a state at “state”"))
        }
        return .found(report(state, answer))
    }

    private func report(_ raw: String, _ answer: GatewayAnswer) -> DeliveryReport {
        let state = service.state(for: raw)
        var report = DeliveryReport(state ?? .unknown, isFinal: state?.isFinal ?? false)
        report.word =
            said(in: answer) ?? (state == nil ? ProviderWord(text: raw, hiding: secrets) : nil)
        report.cost = answer.value(at: service.cost).flatMap(Self.cost)
        return report
    }

    /// The gateway's code and words, where it gave any.
    private func said(in answer: GatewayAnswer) -> ProviderWord? {
        let code = answer.value(at: service.rules.errorCode)
        let text = answer.value(at: service.rules.errorMessage)
        guard code != nil || text != nil else { return nil }
        return ProviderWord(code: code, text: text ?? "code \(code ?? "")", hiding: secrets)
    }

    /// The number at the beginning of a text, which may name its currency behind a space.
    private static func cost(_ text: String) -> Decimal? {
        DecimalText.cost(in: String(text.prefix { !$0.isWhitespace }))
    }
}

extension DeliveryState {
    /// Whether no other state follows, for a gateway that does not say so itself.
    fileprivate var isFinal: Bool {
        switch self {
        case .delivered, .undelivered, .failed, .expired: true
        case .queued, .sent, .unknown: false
        }
    }
}

/// A gateway's answer, ready to be looked through.
struct GatewayAnswer: Sendable {
    /// More bytes of an answer are not looked at: one message's receipt has a few hundred.
    static let largest = 1 << 18

    let status: Int
    /// The body as text; what is no UTF-8 in it is replaced.
    let text: String
    /// The body as JSON or XML; `nil` where it is neither, or not well-formed.
    let tree: AnswerTree?

    init(_ response: HTTPResponse) {
        status = response.status
        let body = response.body.prefix(Self.largest)
        text = String(decoding: body, as: UTF8.self)
        switch Self.kind(of: response, text) {
        case .json: tree = JSONBytes.decode(AnswerTree.self, from: Array(body))
        case .xml: tree = XMLReader.tree(of: text)
        case .text: tree = nil
        }
    }

    /// The value at a path; `nil` where there is none, or an empty one.
    func value(at path: AnswerPath?) -> String? {
        let value: String? =
            switch path {
            case nil: nil
            case .steps(let steps): tree?.node(at: steps)?.text
            case .pattern(let pattern): pattern.value(in: text)
            }
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether the answer has the place where a value belongs, although it may be empty or missing
    /// there.
    ///
    /// At the top there is no telling a gateway's object from anybody else's, so there the key
    /// itself is asked for.
    func hasPlace(for path: AnswerPath) -> Bool {
        switch path {
        case .steps(let steps):
            tree?.node(at: steps.count > 1 ? steps.dropLast() : steps[...]) != nil
        case .pattern(let pattern): pattern.matches(text)
        }
    }

    private enum Kind { case json, xml, text }

    /// JSON and XML by the content type; whatever calls itself something else is judged by its
    /// first character.
    private static func kind(of response: HTTPResponse, _ text: String) -> Kind {
        let type = (response[header: "Content-Type"] ?? "").lowercased().prefix { $0 != ";" }
        if type.contains("json") { return .json }
        if type.contains("xml"), !type.contains("html") { return .xml }
        switch text.first(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }) {
        case "{", "[": return .json
        case "<": return .xml
        default: return .text
        }
    }
}
