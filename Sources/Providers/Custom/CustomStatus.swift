// SPDX-License-Identifier: Apache-2.0

/// How a configured gateway tells what became of a message.
package struct CustomStatus: Sendable, Hashable {
    /// The request that asks.
    package var request: GatewayRequest
    /// How its answers are told apart.
    package var rules: AnswerRules
    /// Where the word for the state stands.
    package var state: AnswerPath
    /// The gateway's words; the project's own are known besides.
    package private(set) var states: [String: DeliveryState] = [:]
    /// Where the real cost stands.
    package var cost: AnswerPath?

    /// Makes the description of a service without words of its own.
    package init(request: GatewayRequest, rules: AnswerRules = AnswerRules(), state: AnswerPath) {
        self.request = request
        self.rules = rules
        self.state = state
    }

    /// Adds a word, whose case does not count.
    package mutating func add(_ word: String, meaning state: DeliveryState) {
        states[word.lowercased()] = state
    }

    /// The state that a word stands for; `nil` for one that is not known.
    func state(for word: String) -> DeliveryState? {
        states[word.lowercased()] ?? DeliveryState(rawValue: word.lowercased())
    }
}
