// SPDX-License-Identifier: Apache-2.0

import HTTP

import struct Foundation.Decimal
import struct Foundation.Locale

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
            return answer.status == 404 || answer.status == 410 ? .noSuchMessage(word) : .failed(word)
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
        report.word = said(in: answer) ?? (state == nil ? ProviderWord(text: raw, hiding: secrets) : nil)
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

    private static func cost(_ text: String) -> Decimal? {
        Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")).flatMap { $0.isNaN ? nil : abs($0) }
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
