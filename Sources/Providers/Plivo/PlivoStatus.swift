// SPDX-License-Identifier: Apache-2.0

import HTTP

/// Plivo's answer to the question what has become of one message.
struct PlivoStatus: DeliveryStatus {
    /// The account.
    let endpoint: ProviderEndpoint

    func statusRequest(forMessage id: String) -> HTTPRequest {
        endpoint.request(.get, endpoint.plivoMessages + PlivoQuery.escaped(id) + "/")
    }

    func statusAnswer(from response: HTTPResponse) -> StatusAnswer {
        guard response.status == 200 else { return refusal(response) }
        guard let object = JSONBytes.decode(PlivoMessageObject.self, from: response.body) else {
            return .tryAgain(PlivoRefusal.unreadable)
        }
        return .found(object.report(hiding: endpoint.secrets))
    }

    private func refusal(_ response: HTTPResponse) -> StatusAnswer {
        switch PlivoRefusal(response, hiding: endpoint.secrets) {
        case .account(let refusal, let word): .accountRefused(refusal, word)
        case .missing(let word): .noSuchMessage(word)
        case .later(let word): .tryAgain(word)
        case .failed(let word): .failed(word)
        }
    }
}
