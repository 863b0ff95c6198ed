// SPDX-License-Identifier: Apache-2.0

import Providers

/// What became of an accepted message, as the report's two columns of the delivery say it.
struct DeliveryFate {
    /// Whether it did not arrive.
    let isFailure: Bool
    /// The provider's code for that; empty where there is none.
    let code: String
    /// The words for that.
    let words: String

    /// Takes `30: taken for spam` apart.
    init(_ state: String, detail: String) {
        let states: [DeliveryState] = [.undelivered, .failed, .expired]
        isFailure = states.contains { $0.rawValue == state }
        let start = detail.prefix { $0 != ":" }
        let isCode = isFailure && start.count < 10 && !start.isEmpty && start.allSatisfy { $0.isLetter || $0.isNumber }
        let hasDigit = start.contains { $0.isNumber }
        code = isCode && hasDigit ? String(start) : ""
        words = isFailure ? detail : ""
    }
}
