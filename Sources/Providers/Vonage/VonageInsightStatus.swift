// SPDX-License-Identifier: Apache-2.0

/// The `status` of an answer of Number Insight.
enum VonageInsightStatus {
    /// What a status means for the lookup.
    enum Meaning: Sendable, Hashable {
        /// The answer holds what is known of the line, be it nothing.
        case answered
        /// The number is none.
        case noSuchNumber
        /// Too many requests.
        case throttled
        /// The account may not do this.
        case account(AccountRefusal)
        /// The request was wrong for this number.
        case failed
    }

    /// Gives the meaning of a status; for one that is not known nothing is concluded about the line.
    ///
    /// 43, 44 and 45: the carrier was not asked, so that the line may have no type. 3 is said of numbers, and of whatever else is
    /// wrong with a request: only the words tell.
    static func meaning(of status: Int, _ text: String) -> Meaning {
        switch status {
        case 0, 43, 44, 45: .answered
        case 1: .throttled
        case 3: text.lowercased().contains("number format") ? .noSuchNumber : .failed
        case 4: .account(.credentials)
        case 5: .noSuchNumber
        case 9: .account(.credit)
        case 19: .account(.configuration)
        default: .failed
        }
    }
}
