// SPDX-License-Identifier: Apache-2.0

import HTTP

/// Reads the answers of Twilio's Messages resource to one message for one recipient.
struct TwilioSendReader {
    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    func answer(from response: HTTPResponse) -> SendAnswer {
        if (200...299).contains(response.status) { return accepted(response) }
        let word = TwilioError.word(in: response, hiding: secrets)
        let error = TwilioError(in: response)
        let byStatus = SendAnswer(status: response.status, isProviders: error != nil, word)
        switch byStatus {
        // Whatever is said with a server error, the message may have been accepted before it; a 429 never is.
        case .unclear, .notProcessed: return byStatus
        default: return error?.meaning?.answer(word) ?? byStatus
        }
    }

    /// HTTP success is message success only with an id; an answer without one may still have sent the message.
    private func accepted(_ response: HTTPResponse) -> SendAnswer {
        guard let id = JSONBytes.decode(TwilioMessage.self, from: response.body)?.sid, !id.isEmpty else {
            let text = "HTTP \(response.status) with a body that is not a message of Twilio's"
            return .unclear(.badResponse, ProviderWord(text: text))
        }
        return .accepted(id: ProviderWord.tidy(id, hiding: secrets))
    }
}
