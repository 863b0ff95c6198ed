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
        if service.rules.isNamed(answer, in: service.noSuchNumber) { return .noSuchNumber(word) }
        if let refusal = service.rules.refusal(in: answer) { return .accountRefused(refusal, word) }
        guard service.rules.isSuccessStatus(answer) else {
            if AnswerRules.mayChange(response.status) { return .tryAgain(word) }
            return Self.isAboutNumber(answer.status) && service.rules.isOwnRefusal(answer)
                ? .refused(word) : .failed(word)
        }
        guard service.rules.matches(answer) else {
            return service.rules.code(in: answer) == nil ? .failed(word) : .refused(word)
        }
        return facts(in: answer)
    }

    /// Whether a refusal is about what was asked for, and not about who asks, or when.
    private static func isAboutNumber(_ status: Int) -> Bool {
        [400, 404, 410, 422].contains(status)
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
