// SPDX-License-Identifier: Apache-2.0

import HTTP

/// Reads the answers of Telnyx's messaging API to one message for one recipient.
struct TelnyxSendReader {
    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    func answer(from response: HTTPResponse) -> SendAnswer {
        if (200...299).contains(response.status) { return accepted(response) }
        let error = TelnyxError.all(in: response).first
        let word = TelnyxError.word(error, in: response, hiding: secrets)
        let byStatus = SendAnswer(status: response.status, isProviders: error != nil, word)
        switch byStatus {
        // A server error's key would make a second try harmless only if the first one is over and was a success, which nobody
        // knows here. A 429 is never processed.
        case .unclear, .notProcessed: return byStatus
        // The key was used before, with another body or by a request that is still under way. No code is documented for it.
        case .rejected where error?.speaksOfKeys == true: return .unclear(.usedID, word)
        default: return error.flatMap { answer(byCodeOf: $0, word) } ?? byStatus
        }
    }

    /// HTTP success is message success only with an id, and only where the one destination has not failed already.
    private func accepted(_ response: HTTPResponse) -> SendAnswer {
        guard let message = TelnyxMessageObject.read(response), let id = message.id, !id.isEmpty else {
            return .unclear(
                .badResponse,
                ProviderWord(text: "HTTP \(response.status) with a body that is not Telnyx's JSON")
            )
        }
        if message.hasFailedBeforeSending, let error = message.errors.first { return failed(error, response) }
        return .accepted(id: ProviderWord.tidy(id, hiding: secrets))
    }

    /// A message that was taken and will never leave: it is over, whatever the error would mean for a request.
    private func failed(_ error: TelnyxError, _ response: HTTPResponse) -> SendAnswer {
        let word = TelnyxError.word(error, in: response, hiding: secrets)
        let answer = answer(byCodeOf: error, word) ?? .rejected(.unexplained, word)
        return answer.isFinal ? answer : .rejected(.unexplained, word)
    }

    private func answer(byCodeOf error: TelnyxError, _ word: ProviderWord) -> SendAnswer? {
        switch error.meaning {
        case .recipient, .landline: .rejected(.recipient, word)
        case .stop: .rejected(error.sentence.isEmpty || error.saysStop ? .optedOut : .recipient, word)
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
        case .notProcessed, .unclear: false
        }
    }
}

extension TelnyxError {
    /// Whether it is about an opt-out: Telnyx has used the code of a blocked message for other blocks, too.
    var saysStop: Bool {
        let text = sentence.lowercased()
        return ["stop", "opted out", "opted-out", "opt-out", "opt out", "unsubscri"].contains { text.contains($0) }
    }

    /// Whether it is about the idempotency key.
    fileprivate var speaksOfKeys: Bool { sentence.lowercased().contains("idempoten") }
}
