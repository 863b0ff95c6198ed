// SPDX-License-Identifier: Apache-2.0

import Providers

extension CustomSend {
    /// Reads the section `send` of a gateway.
    init(reading object: ConfigurationObject) throws(ConfigurationError) {
        let own = ["messageID", "safeToRetry", "optedOut"]
        try object.refuseKeys(except: GatewayRequest.keys + AnswerRules.keys + own)
        self.init(
            request: try GatewayRequest(reading: object, for: .message),
            rules: try AnswerRules(reading: object)
        )
        messageID = try object.answerPath("messageID")
        safeToRetry = try object.codes("safeToRetry")
        optedOut = try object.codes("optedOut")
    }
}
