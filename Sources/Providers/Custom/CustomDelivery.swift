// SPDX-License-Identifier: Apache-2.0

import HTTP

/// The question of a configured gateway what became of a message.
struct CustomDelivery: DeliveryStatus {
    let service: CustomStatus
    let variables: [String: String]
    let connection: GatewayConnection
    let secrets: [String]

    func statusRequest(forMessage id: String) -> HTTPRequest {
        let words = GatewayWords(askingAfter: id, variables: variables)
        return service.request.filled(with: words, connection, beginsOnce: false)
    }

    func statusAnswer(from response: HTTPResponse) -> StatusAnswer {
        CustomStatusReader(service: service, secrets: secrets).answer(from: response)
    }
}
