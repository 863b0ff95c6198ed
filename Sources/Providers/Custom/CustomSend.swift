// SPDX-License-Identifier: Apache-2.0

package import SMSText

/// How a configured gateway takes messages.
package struct CustomSend: Sendable, Hashable {
    /// The request that hands a message over.
    package var request: GatewayRequest
    /// How its answers are told apart.
    package var rules: AnswerRules
    /// Where the gateway's id of the message stands; `nil`: it gives none, and our own stands for it.
    package var messageID: AnswerPath?
    /// The codes and statuses that say that the message was not processed.
    package var safeToRetry: Set<String> = []
    /// The codes and statuses that say that the recipient has opted out.
    package var optedOut: Set<String> = []

    /// What the gateway calls the encodings, for `{{encoding}}`.
    package var encodings: [TextEncoding: String] = [:]

    /// Makes the description of a service without words of its own.
    package init(request: GatewayRequest, rules: AnswerRules = AnswerRules()) {
        self.request = request
        self.rules = rules
    }

    /// What stands for the placeholders in the request for a message.
    func words(_ message: OutgoingMessage, variables: [String: String]) -> GatewayWords {
        let encoding = SegmentCount(of: message.text).encoding
        return GatewayWords(message, encoding: encodings[encoding] ?? encoding.rawValue, variables: variables)
    }
}
