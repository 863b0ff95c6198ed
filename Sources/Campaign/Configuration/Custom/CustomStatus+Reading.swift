// SPDX-License-Identifier: Apache-2.0

import Providers

extension CustomStatus {
    /// Reads the section `status` of a gateway.
    init(reading object: ConfigurationObject) throws(ConfigurationError) {
        try object.refuseKeys(except: GatewayRequest.keys + AnswerRules.keys + ["state", "states", "cost"])
        let request = try GatewayRequest(reading: object, for: .status)
        guard let state = try object.answerPath("state") else { throw object.missing("state") }
        self.init(request: request, rules: try AnswerRules(reading: object), state: state)
        cost = try object.answerPath("cost")
        guard let words = try object.object("states") else { return }
        for word in words.keys {
            guard let state = try words.word(word, of: DeliveryState.self) else { continue }
            add(word, meaning: state)
        }
    }
}
