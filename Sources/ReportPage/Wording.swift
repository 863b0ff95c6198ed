// SPDX-License-Identifier: Apache-2.0

import Basics
package import Providers
import Configuration
package import Lists

/// Says statuses and reasons in words.
package enum Wording {
    package static func heading(_ status: Status) -> String {
        switch status {
        case .sent: "sent"
        case .wouldSend: "would be sent"
        case .skipped: "skipped"
        case .failed: "failed"
        case .unconfirmed: "unconfirmed"
        case .pending: "pending"
        }
    }

    package static func meaning(_ status: Status) -> String {
        switch status {
        case .sent: "accepted by the provider"
        case .wouldSend: "nothing is sent in a preview"
        case .skipped: "left out on purpose"
        case .failed: "refused by the provider"
        case .unconfirmed: "may or may not have been accepted"
        case .pending: "not accepted so far"
        }
    }

    /// What the state of an accepted message means.
    package static func meaning(_ state: DeliveryState) -> String {
        switch state {
        case .queued: "the provider has not passed it on yet"
        case .sent: "a carrier has it; some never confirm the delivery"
        case .delivered: "on the handset"
        case .undelivered: "the carrier could not deliver it"
        case .failed: "it never left the provider"
        case .expired: "it waited for too long"
        case .unknown: "nobody knows"
        }
    }

    /// What a reason means; nil for a word that this version does not know, or that an option of a
    /// command explains.
    package static func meaning(ofReason word: String) -> String? { reasons[word] }

    private static let reasons = [
        "invalid_number": "not a phone number, or one that cannot exist",
        "extension": "a number with an extension is a switchboard",
        "bad_row": "the row has too few or too many cells",
        "duplicate": "another row has the same number", "suppressed": "on a do-not-contact list",
        "opted_out": "asked not to get messages", "mobile": "a mobile phone",
        "fixed_line": "a landline", "fixed_line_or_mobile": "a landline or a mobile phone",
        "voip": "an internet phone", "toll_free": "a toll-free number",
        "premium_rate": "a premium-rate number", "shared_cost": "a shared-cost number",
        "personal_number": "a personal number", "pager": "a pager",
        "uan": "a company's universal number", "voicemail": "a voice mailbox",
        "unknown_line_type": "the lookup named no line type",
        "lookup_failed": "the lookup failed for good",
        "missing_value": "a value that the template needs is empty",
        "too_long": "the text has too many segments", "empty_message": "the text is empty",
        "region_not_allowed": "the region is not among the allowed ones",
        "expired": "the time for this message is over",
        "too_soon": "another campaign messaged the number a short time ago",
        "not_selected": "not among the rows that this run was about",
        "no_consent": "the list does not say that the person agreed to be texted",
        "rejected": "refused for this recipient", "timed_out": "no answer in time",
        "connection_lost": "the connection broke before the answer",
        "server_error": "the provider had a fault of its own",
        "bad_response": "the answer could not be understood",
        "crashed": "the program ended before the answer",
        "quiet_hours": "quiet hours where the recipient is",
        "interrupted": "the run was interrupted", "stopped": "the run stopped early",
        "capped": "a cap was reached", "unreachable": "the provider could not be reached",
        "rate_limited": "the provider asked for fewer requests",
        "lookup_needed": "only a lookup can tell what kind of line it is",
    ]
}
