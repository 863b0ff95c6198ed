// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

package import struct Foundation.Date

/// A recipient's status with its reason and a sentence for a person.
package struct Verdict: Sendable, Hashable {
    package var status: Status
    /// The reason; `nil` for `sent` and for a `would_send` that needs no lookup.
    package var reason: Reason?
    /// A sentence for a person.
    package var detail: String
    /// The moment before which another try makes no sense; `nil` where nothing speaks against one.
    ///
    /// The report does not show it.
    package var notBefore: Date?

    package init(_ status: Status, _ reason: Reason? = nil, _ detail: String = "") {
        self.status = status
        self.reason = reason
        self.detail = detail
    }

    /// The verdict with one more remark in its detail.
    package func adding(_ remark: String?) -> Verdict {
        guard let remark else { return self }
        var verdict = self
        verdict.detail = detail.isEmpty ? remark : "\(detail); \(remark)"
        return verdict
    }

    /// A recipient left out on purpose.
    package static func skipped(_ reason: Reason, _ detail: String) -> Verdict {
        Verdict(.skipped, reason, detail)
    }

    /// A recipient whose opt-out the ledger remembers.
    package static let optedOut = skipped(.optedOut, "this person has opted out of messages")

    /// A recipient that a further run tries.
    package static func pending(_ reason: Reason, _ detail: String) -> Verdict {
        Verdict(.pending, reason, detail)
    }
}

/// What became of a recipient, as the report's `status` column says it.
package enum Status: String, Sendable, Hashable, CaseIterable, Codable {
    /// The provider accepted the message.
    case sent
    /// A dry run would hand the message over.
    case wouldSend = "would_send"
    /// Left out on purpose.
    case skipped
    /// The provider refused the message for this recipient.
    case failed
    /// The message may or may not have been accepted; it is never handed over again by itself.
    case unconfirmed
    /// Not accepted so far; a further run tries it.
    case pending
}

/// Why a recipient has its status, as the report's `reason` column says it.
package enum Reason: Sendable, Hashable {
    // Skipped
    case invalidNumber, phoneExtension, badRow, duplicate, suppressed, optedOut
    /// A line type that the configuration's `skipLineTypes` names.
    case lineType(LineType)
    case unknownLineType, lookupFailed, missingValue, tooLong, emptyMessage, regionNotAllowed,
        expired, tooSoon, notSelected, noConsent
    // Failed
    case rejected
    // Unconfirmed
    case timedOut, connectionLost, serverError, badResponse, crashed
    // Pending
    case quietHours, interrupted, stopped, capped, limit, unreachable, rateLimited
    // Dry run only
    case lookupNeeded

    /// The word in the report.
    package var word: String {
        if case .lineType(let type) = self { return type.rawValue }
        return Self.words.first { $0.reason == self }?.word ?? ""
    }

    /// Finds the reason for a word of the report; `nil` for a word that is none.
    package init?(word: String) {
        if let reason = Self.words.first(where: { $0.word == word })?.reason {
            self = reason
        } else if let type = LineType(rawValue: word) {
            self = .lineType(type)
        } else {
            return nil
        }
    }

    /// The reason for leaving out a number of a line type.
    package static func skipping(_ type: LineType) -> Reason {
        type == .unknown ? .unknownLineType : .lineType(type)
    }

    /// Every word that the report's `reason` column may hold, but for `unknown`, which is no
    /// reason.
    package static let allWords =
        words.map(\.word) + LineType.allCases.filter { $0 != .unknown }.map(\.rawValue)

    private static let words: [(reason: Reason, word: String)] = [
        (.invalidNumber, "invalid_number"), (.phoneExtension, "extension"), (.badRow, "bad_row"),
        (.duplicate, "duplicate"), (.suppressed, "suppressed"), (.optedOut, "opted_out"),
        (.unknownLineType, "unknown_line_type"), (.lookupFailed, "lookup_failed"),
        (.missingValue, "missing_value"), (.tooLong, "too_long"), (.emptyMessage, "empty_message"),
        (.regionNotAllowed, "region_not_allowed"), (.expired, "expired"), (.tooSoon, "too_soon"),
        (.notSelected, "not_selected"), (.noConsent, "no_consent"), (.rejected, "rejected"),
        (.timedOut, "timed_out"), (.connectionLost, "connection_lost"),
        (.serverError, "server_error"), (.badResponse, "bad_response"), (.crashed, "crashed"),
        (.quietHours, "quiet_hours"), (.interrupted, "interrupted"), (.stopped, "stopped"),
        (.capped, "capped"), (.limit, "limit"), (.unreachable, "unreachable"),
        (.rateLimited, "rate_limited"), (.lookupNeeded, "lookup_needed"),
    ]
}
