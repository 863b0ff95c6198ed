// SPDX-License-Identifier: Apache-2.0

import HTTP

/// Asks Telnyx, which remembers messages for 10 days, what has become of one.
struct TelnyxStatus: DeliveryStatus {
    let endpoint: ProviderEndpoint

    func statusRequest(forMessage id: String) -> HTTPRequest {
        endpoint.request(.get, endpoint.baseURL + "/v2/messages/" + PathSegment.encode(id))
    }

    func statusAnswer(from response: HTTPResponse) -> StatusAnswer {
        let error = TelnyxError.all(in: response).first
        let word = word(error, response)
        switch (response.status, error?.meaning) {
        case (200, _): return report(response)
        case (408, _), (429, _), (500..., _): return .tryAgain(word)
        case (404, _) where error != nil: return .noSuchMessage(word)
        case (401, _): return .accountRefused(.credentials, word)
        case (_, .account(let refusal)): return .accountRefused(refusal, word)
        case (402, _): return .accountRefused(.credit, word)
        case (300...399, _), (403, _), (404, _): return .accountRefused(.configuration, word)
        default: return .failed(word)
        }
    }

    private func report(_ response: HTTPResponse) -> StatusAnswer {
        guard let message = TelnyxMessageObject.read(response), message.id != nil else {
            return .tryAgain(ProviderWord(text: "Telnyx answered with something that is not a message's JSON"))
        }
        return .found(TelnyxDelivery(message, hiding: endpoint.secrets).report)
    }

    private func word(_ error: TelnyxError?, _ response: HTTPResponse) -> ProviderWord {
        error?.word(status: response.status, hiding: endpoint.secrets)
            ?? ProviderWord(code: String(response.status), text: "HTTP \(response.status) without Telnyx's JSON")
    }
}
