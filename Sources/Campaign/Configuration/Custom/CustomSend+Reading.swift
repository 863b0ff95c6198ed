// SPDX-License-Identifier: Apache-2.0

import Providers
import SMSText

extension CustomSend {
    /// Reads the section `send` of a gateway.
    init(reading object: ConfigurationObject) throws(ConfigurationError) {
        let own = ["messageID", "safeToRetry", "optedOut", "encodings"]
        try object.refuseKeys(except: GatewayRequest.keys + AnswerRules.keys + own)
        self.init(
            request: try GatewayRequest(reading: object, for: .message),
            rules: try AnswerRules(reading: object)
        )
        messageID = try object.answerPath("messageID")
        safeToRetry = try object.codes("safeToRetry")
        optedOut = try object.codes("optedOut")
        if let words = try object.object("encodings") { encodings = try Self.encodings(words) }
    }

    /// What the gateway calls the two encodings.
    private static func encodings(_ words: ConfigurationObject) throws(ConfigurationError) -> [TextEncoding: String] {
        try words.refuseKeys(except: TextEncoding.allCases.map(\.rawValue))
        var encodings: [TextEncoding: String] = [:]
        for encoding in TextEncoding.allCases {
            guard let word = try words.scalar(encoding.rawValue) else { throw words.missing(encoding.rawValue) }
            encodings[encoding] = word
        }
        return encodings
    }
}
