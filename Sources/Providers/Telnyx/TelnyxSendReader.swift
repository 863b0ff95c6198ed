// SPDX-License-Identifier: Apache-2.0

import HTTP

/// Reads the answers of Telnyx's messaging API to one message for one recipient.
struct TelnyxSendReader {
    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    func answer(from response: HTTPResponse) -> SendAnswer {
        switch response.status {
        case 200...299: return accepted(response)
        // The key would make a second try harmless only if the first one is over and was a success, which nobody knows here.
        case 408, 500...: return .unclear(.serverError, word(response))
        case 429: return .notProcessed(word(response))
        default: return refused(response)
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
        switch answer(byCodeOf: error, response) {
        case .some(let answer) where answer.isFinal: answer
        default: .rejected(.unexplained, word(error, response))
        }
    }

    private func refused(_ response: HTTPResponse) -> SendAnswer {
        guard let error = TelnyxError.all(in: response).first else {
            return .accountRefused(response.status == 401 ? .credentials : .configuration, word(response))
        }
        // The key was used before, with another body or by a request that is still under way. No code is documented for it.
        if [409, 422].contains(response.status), error.speaksOfKeys { return .unclear(.usedID, word(response)) }
        return answer(byCodeOf: error, response) ?? answer(byStatusOf: response, error)
    }

    private func answer(byCodeOf error: TelnyxError, _ response: HTTPResponse) -> SendAnswer? {
        let word = word(error, response)
        return switch error.meaning {
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

    /// An error that is not in the table: the status is all there is.
    private func answer(byStatusOf response: HTTPResponse, _ error: TelnyxError) -> SendAnswer {
        let word = word(error, response)
        switch response.status {
        case 401: return .accountRefused(.credentials, word)
        case 402: return .accountRefused(.credit, word)
        case 400, 405, 409, 422: return .rejected(.unexplained, word)
        default: return .accountRefused(.configuration, word)
        }
    }

    private func word(_ response: HTTPResponse) -> ProviderWord {
        if let error = TelnyxError.all(in: response).first { return word(error, response) }
        return ProviderWord(code: String(response.status), text: "HTTP \(response.status) without Telnyx's JSON")
    }

    private func word(_ error: TelnyxError, _ response: HTTPResponse) -> ProviderWord {
        error.word(status: response.status, hiding: secrets)
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
