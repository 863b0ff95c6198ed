// SPDX-License-Identifier: Apache-2.0

import Basics

package import struct Foundation.Date

/// The `Retry-After` header of an answer (RFC 9110 §10.2.3): a delay or a date.
package enum RetryAfter: Sendable, Hashable {
    /// So long after the answer.
    case seconds(Duration)

    /// Not before this moment.
    case date(Date)

    /// The longest delay that is kept: a larger number says no more than "not today".
    package static let longest = Duration.seconds(366 * 86_400)

    /// Reads the header's value; nil where it is neither a number of seconds nor an IMF-fixdate.
    ///
    /// A fraction, which the RFC does not know but gateways send, is rounded up. A negative number
    /// is no value at all.
    package init?(parsing text: String) {
        let text = text.trimmingASCIISpace
        if let delay = Self.seconds(in: text) {
            self = .seconds(delay)
        } else if let date = HTTPDate.date(parsing: text) {
            self = .date(date)
        } else {
            return nil
        }
    }

    /// The time to wait, counted from `now`: never negative, never beyond ``longest``, and never
    /// shorter than what was asked.
    package func delay(from now: Date) -> Duration {
        switch self {
        case .seconds(let delay): min(max(delay, .zero), Self.longest)
        case .date(let date): Self.delay(ofSeconds: date.timeIntervalSince(now))
        }
    }

    private static func delay(ofSeconds seconds: Double) -> Duration {
        guard seconds > 0 else { return .zero }
        guard seconds < 366 * 86_400 else { return longest }
        return .milliseconds(Int((seconds * 1000).rounded(.up)))
    }

    private static func seconds(in text: Substring) -> Duration? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !whole.isEmpty, parts.allSatisfy(\.isASCIIDigits) else {
            return nil
        }
        let hasFraction = parts.count == 2 && parts[1].contains { $0 != "0" }
        guard let seconds = Int64(whole), seconds < 366 * 86_400 else { return longest }
        return .seconds(seconds + (hasFraction ? 1 : 0))
    }
}

extension Substring {
    /// Whether there is nothing but 0 to 9 in it.
    fileprivate var isASCIIDigits: Bool { utf8.allSatisfy { (0x30...0x39).contains($0) } }
}

extension String {
    /// The text without spaces and tabs at its ends, which HTTP allows around a field's value.
    fileprivate var trimmingASCIISpace: Substring {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        var rest = drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return rest
    }
}
