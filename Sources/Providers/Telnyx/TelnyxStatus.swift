// SPDX-License-Identifier: Apache-2.0

import HTTP

/// Asks Telnyx, which remembers messages for 10 days, what has become of one.
struct TelnyxStatus: DeliveryStatus {
    let endpoint: ProviderEndpoint

    func statusRequest(forMessage id: String) -> HTTPRequest {
        endpoint.request(.get, endpoint.baseURL + "/v2/messages/" + PathSegment.encode(id))
    }

    func statusAnswer(from response: HTTPResponse) -> StatusAnswer {
        if response.status == 200 { return report(response) }
        let error = TelnyxError.all(in: response).first
        let word = TelnyxError.word(error, in: response, hiding: endpoint.secrets)
        let failure = QuestionFailure(status: response.status, isProviders: error != nil, word)
        switch (failure, error?.meaning) {
        case (.account, .account(let refusal)), (.failed, .account(let refusal)): return .accountRefused(refusal, word)
        default: return StatusAnswer(failure)
        }
    }

    private func report(_ response: HTTPResponse) -> StatusAnswer {
        guard let message = TelnyxMessageObject.read(response), message.id != nil else {
            return .tryAgain(ProviderWord(text: "Telnyx answered with something that is not a message's JSON"))
        }
        return .found(TelnyxDelivery(message, hiding: endpoint.secrets).report)
    }
}
