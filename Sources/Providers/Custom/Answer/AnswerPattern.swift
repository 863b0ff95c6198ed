// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A regular expression in ICU's syntax, looked for in an answer's text.
///
/// Foundation's engine, because it can be stopped: with an unlucky expression and an unlucky answer, Swift's own one would keep a run
/// waiting for ever.
package struct AnswerPattern: Sendable, Hashable {
    /// More characters of an answer are not looked at.
    static let longestText = 4096
    /// The search is given up after this many reports: one for every character where it begins, and for every 10,000 steps there.
    private static let mostReports = longestText + 1000

    private let expression: NSRegularExpression

    /// Reads `/…/`.
    ///
    /// - Parameters:
    ///   - text: the expression between its slashes.
    ///   - isCapturing: whether it must have exactly one group.
    /// - Throws: what is wrong with it.
    package init(delimited text: String, isCapturing: Bool) throws(AnswerPathError) {
        guard text.count > 2, text.hasPrefix("/"), text.hasSuffix("/") else { throw .openPattern }
        do {
            expression = try NSRegularExpression(pattern: String(text.dropFirst().dropLast()))
        } catch {
            throw .badPattern
        }
        guard !isCapturing || expression.numberOfCaptureGroups == 1 else { throw .groups }
    }

    /// What the group matches first, or `nil`.
    func value(in text: String) -> String? {
        let text = Self.beginning(of: text)
        guard let match = firstMatch(in: text), match.numberOfRanges > 1 else { return nil }
        return Range(match.range(at: 1), in: text).map { String(text[$0]) }
    }

    /// Whether it matches anywhere.
    func matches(_ text: String) -> Bool {
        firstMatch(in: Self.beginning(of: text)) != nil
    }

    private func firstMatch(in text: String) -> NSTextCheckingResult? {
        var first: NSTextCheckingResult?
        var reports = 0
        let whole = NSRange(text.startIndex..., in: text)
        expression.enumerateMatches(in: text, options: .reportProgress, range: whole) { match, _, stop in
            first = match
            reports += 1
            if match != nil || reports > Self.mostReports { stop.pointee = true }
        }
        return first
    }

    private static func beginning(of text: String) -> String {
        String(text.unicodeScalars.prefix(longestText))
    }
}
