// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

/// Why a recipient has its status, as the report's `reason` column says it.
package enum Reason: Sendable, Hashable {
    // Skipped
    case invalidNumber, phoneExtension, badRow, duplicate, suppressed, optedOut
    /// A line type that the configuration's `skipLineTypes` names.
    case lineType(LineType)
    case unknownLineType, lookupFailed, missingValue, tooLong, emptyMessage, regionNotAllowed,
        expired, tooSoon
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
        (.missingValue, "missing_value"),
        (.tooLong, "too_long"), (.emptyMessage, "empty_message"),
        (.regionNotAllowed, "region_not_allowed"),
        (.expired, "expired"), (.tooSoon, "too_soon"), (.rejected, "rejected"),
        (.timedOut, "timed_out"),
        (.connectionLost, "connection_lost"), (.serverError, "server_error"),
        (.badResponse, "bad_response"),
        (.crashed, "crashed"), (.quietHours, "quiet_hours"), (.interrupted, "interrupted"),
        (.stopped, "stopped"),
        (.capped, "capped"), (.limit, "limit"), (.unreachable, "unreachable"),
        (.rateLimited, "rate_limited"),
        (.lookupNeeded, "lookup_needed"),
    ]
}
