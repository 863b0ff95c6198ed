// SPDX-License-Identifier: Apache-2.0

import HTTP

/// Reads the answers of Plivo's Messaging API to one message for one recipient.
struct PlivoSendReader {
    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    func answer(from response: HTTPResponse) -> SendAnswer {
        switch response.status {
        case 200...299: accepted(response)
        case 429: .notProcessed(word(in: response))
        case 408, 500...: .unclear(.serverError, word(in: response))
        default: refused(response)
        }
    }

    /// HTTP success is message success only with an id; an answer without one may still have sent the message.
    private func accepted(_ response: HTTPResponse) -> SendAnswer {
        guard let receipt = JSONBytes.decode(PlivoReceipt.self, from: response.body) else {
            return .unclear(
                .badResponse,
                ProviderWord(text: "HTTP \(response.status) with a body that is not Plivo's JSON")
            )
        }
        if receipt.invalidNumbers.isEmpty, let id = receipt.ids.first(where: { !$0.isEmpty }) {
            return .accepted(id: ProviderWord.tidy(id, hiding: secrets))
        }
        let word = ProviderWord(code: String(response.status), text: "Plivo accepted no destination: invalid number")
        return .rejected(.recipient, word)
    }

    private func refused(_ response: HTTPResponse) -> SendAnswer {
        let word = self.word(in: response)
        guard let error = PlivoError(in: response) else {
            return .accountRefused(response.status == 401 ? .credentials : .configuration, word)
        }
        switch response.status {
        case 401: return .accountRefused(.credentials, word)
        case 402: return .accountRefused(.credit, word)
        case 400: return PlivoRefusalText.meaning(of: error.text, word)
        case 403: return PlivoRefusalText.meaningOfForbidden(error.text, word)
        case 405, 409, 422: return .rejected(.unexplained, word)
        default: return .accountRefused(.configuration, word)
        }
    }

    private func word(in response: HTTPResponse) -> ProviderWord {
        PlivoError(in: response)?.word(status: response.status, hiding: secrets)
            ?? ProviderWord(code: String(response.status), text: "HTTP \(response.status) without Plivo's JSON")
    }
}

/// The receipt of an accepted message; `message_uuid` is a list even for one destination, and was a string once.
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
