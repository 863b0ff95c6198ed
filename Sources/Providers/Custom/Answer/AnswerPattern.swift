// SPDX-License-Identifier: Apache-2.0

/// A regular expression in Swift's syntax, looked for in an answer's text.
///
/// It is kept as text and compiled where it is used, since a compiled one can neither be compared nor handed to another task.
package struct AnswerPattern: Sendable, Hashable {
    /// More of an answer is not looked at: the time may grow with the square of the length.
    static let longestText = 4096

    private let source: String

    /// Reads `/…/`.
    ///
    /// - Parameters:
    ///   - text: the expression between its slashes.
    ///   - isCapturing: whether it must have exactly one group.
    /// - Throws: what is wrong with it.
    package init(delimited text: String, isCapturing: Bool) throws(AnswerPathError) {
        guard text.count > 2, text.hasPrefix("/"), text.hasSuffix("/") else { throw .openPattern }
        source = String(text.dropFirst().dropLast())
        do {
            _ = try Regex(source)
        } catch {
            throw .badPattern(Self.firstLine(of: "\(error)"))
        }
        guard !isCapturing || Self.hasOneGroup(source) else { throw .groups }
        guard !RepetitionCheck.isSlow(source) else { throw .slowPattern }
    }

    /// What the group matches first, or `nil`.
    func value(in text: String) -> String? {
        guard let regex = try? Regex(source), let match = try? regex.firstMatch(in: Self.beginning(of: text)) else {
            return nil
        }
        guard match.output.count > 1 else { return nil }
        return match.output[1].substring.map(String.init)
    }

    /// Whether it matches anywhere.
    func matches(_ text: String) -> Bool {
        guard let regex = try? Regex(source) else { return false }
        return (try? regex.firstMatch(in: Self.beginning(of: text))) != nil
    }

    private static func beginning(of text: String) -> Substring {
        Substring(text.unicodeScalars.prefix(longestText))
    }

    /// A group that may be left out has another type than one that must match.
    private static func hasOneGroup(_ source: String) -> Bool {
        (try? Regex(source, as: (Substring, Substring).self)) != nil
            || (try? Regex(source, as: (Substring, Substring?).self)) != nil
    }

    private static func firstLine(of words: String) -> String {
        words.prefix { !$0.isNewline }.trimmingPrefix("error: ").description
    }
}
