// SPDX-License-Identifier: Apache-2.0

import HTTP

/// Asks Twilio what has become of one message.
struct TwilioStatus: DeliveryStatus {
    /// The account.
    let endpoint: ProviderEndpoint

    func statusRequest(forMessage id: String) -> HTTPRequest {
        endpoint.request(.get, "\(endpoint.twilioMessages)/\(PathSegment.encode(id)).json")
    }

    func statusAnswer(from response: HTTPResponse) -> StatusAnswer {
        guard response.status == 200 else {
            return StatusAnswer(QuestionFailure(twilio: response, hiding: endpoint.secrets))
        }
        let message = JSONBytes.decode(TwilioMessage.self, from: response.body)
        guard let report = message?.delivery(hiding: endpoint.secrets) else {
            return .tryAgain(ProviderWord(text: "the answer is not a message of Twilio's"))
        }
        return .found(report)
    }
}
