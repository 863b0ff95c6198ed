// SPDX-License-Identifier: Apache-2.0

/// What stands at the end of standard error: the live line, an unfinished line of others, or nothing.
struct ProgressStream: Sendable {
    /// Whether a phase is under way; a drawing that comes late is dropped.
    var isOpen = false
    private let isLive: Bool
    private var isShown = false
    /// The part of a line that still lacks its line feed.
    private var unfinished = ""

    /// Begins with nothing written.
    init(isLive: Bool) {
        self.isLive = isLive
    }

    /// What draws the line; nil where it has no place.
    ///
    /// The cursor goes back to the line's beginning: there a terminal that becomes narrower keeps it, even where it wraps the line
    /// anew, and clearing to the end of the screen then takes all of it away (CSI J, ECMA-48 §8.3.39).
    mutating func frame(_ line: String) -> String? {
        guard isLive, isOpen, unfinished.isEmpty else { return nil }
        isShown = true
        return "\r" + line + "\u{1B}[J\r"
    }

    /// What takes the line away; empty where there is none.
    var clearing: String {
        mutating get {
            defer { isShown = false }
            return isShown ? "\r\u{1B}[J" : ""
        }
    }

    /// The text, which is remembered as far as it leaves a line unfinished.
    mutating func passing(_ text: String) -> String {
        unfinished = text.hasSuffix("\n") ? "" : unfinished + text
        return text
    }

    /// The whole text to which this one is the end, without line feeds around it; nil where the end is still to come, or it is empty.
    mutating func completed(by text: String) -> String? {
        unfinished += text
        guard text.hasSuffix("\n") else { return nil }
        return interrupted()
    }

    /// What was written without a line feed, such as a question, before the user answers it with one; nil for nothing.
    mutating func interrupted() -> String? {
        defer { unfinished = "" }
        let lines = unfinished.drop { $0.isNewline }
        let text = lines.reversed().drop { $0.isWhitespace }.reversed()
        return text.isEmpty ? nil : String(text)
    }
}
