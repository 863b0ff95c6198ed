// SPDX-License-Identifier: Apache-2.0

import Campaign
import Providers

/// What a person can do about messages that failed with a code.
struct FailureAdvice {
    let key: FailureGroups.Key
    let kind: CodeKind

    /// Sentences for the page's table.
    var text: String {
        guard key.status != .unconfirmed else {
            return
                "Whether it was accepted is not known: “reconcile” asks the provider’s message log. Do not send it again before."
        }
        return again.map { "\(first) \($0)" } ?? first
    }

    private var first: String {
        switch kind {
        case .recipient: "Ask the person for another number."
        case .landline: "Ask the person for a mobile number; a landline gets no text."
        case .optedOut: "Leave this person alone: only they can sign up again."
        case .content: "Look at the text: links, wording and length are what filters object to."
        case .country: "Have the country opened at the provider, or leave it out with “allowedRegions”."
        case .account: "Look into your account at the provider: credentials, credit, registration of the sender."
        case .passing: "It may work later, or more slowly (“send.ratePerSecond”)."
        case .unclear: "The provider’s own log knows what became of it."
        case .unexplained: "The report’s words and the provider’s support say more."
        }
    }

    /// How the rows are tried again; `nil` where that would not help.
    private var again: String? {
        switch kind {
        case .recipient, .landline, .optedOut: nil
        case .content, .country, .account, .passing, .unclear, .unexplained: tryAgain
        }
    }

    private var tryAgain: String {
        switch key.status {
        case .pending: "Then run the same command again."
        case .sent: "They count as sent; to try again, make them a campaign of their own."
        default: "Then run the same command again with --retry-rejected."
        }
    }
}
