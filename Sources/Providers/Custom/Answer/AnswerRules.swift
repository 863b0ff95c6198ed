// SPDX-License-Identifier: Apache-2.0

/// How answers of one kind are told apart.
package struct AnswerRules: Sendable, Hashable {
    /// A mark in the text of an answer.
    package enum Mark: Sendable, Hashable {
        /// Text to be found in it.
        case text(String)
        /// A regular expression to be found in it.
        case pattern(AnswerPattern)
    }

    /// The statuses of success.
    package var statuses: Set<Int> = Set(200...299)
    /// What a success has in it; `nil`: anything.
    package var match: Mark?
    /// Where the gateway's error code stands.
    package var errorCode: AnswerPath?
    /// Where its words stand.
    package var errorMessage: AnswerPath?
    /// The codes and statuses that concern the account, whoever the recipient is.
    package var fatal: Set<String> = []

    /// Makes the rules that hold where nothing else is said.
    package init() {}
}
