// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

/// How a configured gateway tells a number's line type.
package struct CustomLookup: Sendable, Hashable {
    /// The request that asks.
    package var request: GatewayRequest
    /// How its answers are told apart.
    package var rules: AnswerRules
    /// Where the word for the line type stands.
    package var lineType: AnswerPath
    /// Where the carrier's name stands.
    package var carrier: AnswerPath?
    /// The gateway's words; the common ones are known besides.
    package private(set) var lineTypes: [String: LineType] = [:]
    /// The codes and statuses that say that there is no such number.
    package var noSuchNumber: Set<String> = []

    /// Makes the description of a service without words of its own.
    package init(request: GatewayRequest, rules: AnswerRules = AnswerRules(), lineType: AnswerPath) {
        self.request = request
        self.rules = rules
        self.lineType = lineType
    }

    /// Adds a word; case, spaces, `-` and `_` do not count in it.
    package mutating func add(_ word: String, meaning type: LineType) {
        lineTypes[LineTypeWords.folded(word)] = type
    }

    /// The line type that a word stands for.
    func lineType(for word: String?) -> LineType {
        word.flatMap { lineTypes[LineTypeWords.folded($0)] } ?? LineTypeWords.lineType(for: word)
    }
}
