// SPDX-License-Identifier: Apache-2.0

/// What a terminal shows: the few controls that a progress line needs (CR, LF, CSI J, CSI K; CSI m
/// is left out), wrapping at the width, and wrapping anew where the width changes.
package struct TerminalScreen: Sendable {
    /// A control that this model does not know.
    package private(set) var unknown: [String] = []
    /// The columns.
    package private(set) var width: Int
    /// How often something was erased and the cursor then put to the beginning: the end of a
    /// drawing.
    package private(set) var drawings = 0

    /// Whether a narrower terminal wraps its lines anew, as most do; otherwise it cuts them, as
    /// xterm does.
    private let reflows: Bool
    /// Lines as written, however many rows they take.
    private var lines: [[Character]] = [[]]
    private var line = 0
    /// The cursor's place in the line as written.
    private var offset = 0
    private var escape = ""
    private var hasErased = false

    /// An empty screen.
    package init(width: Int, reflows: Bool = true) {
        (self.width, self.reflows) = (width, reflows)
    }

    /// The rows as a person sees them, without spaces at their ends.
    package var rows: [String] {
        lines.flatMap(rows).map(Self.trimmed)
    }

    /// The lines that take more than one row.
    package var wrapped: [String] {
        lines.filter { Self.trimmed($0).count > width }.map { String($0) }
    }

    /// Takes in what was written to the terminal.
    package mutating func feed(_ text: String) {
        // A carriage return and a line feed are one character in Swift.
        for scalar in text.unicodeScalars { feed(Character(scalar)) }
    }

    /// Makes the terminal narrower or wider.
    package mutating func resize(to width: Int) {
        if !reflows { cut(to: width) }
        self.width = width
    }

    private mutating func feed(_ character: Character) {
        guard escape.isEmpty else { return feedEscape(character) }
        switch character {
        case "\r": returnCarriage()
        case "\n": feedLine()
        case "\u{1B}": escape = "\u{1B}"
        default: put(character)
        }
    }

    private mutating func returnCarriage() {
        // At the right edge the cursor waits on the last column.
        offset = max(0, offset - 1) / width * width
        drawings += hasErased ? 1 : 0
        hasErased = false
    }

    private mutating func feedLine() {
        line += 1
        if line == lines.count { lines.append([]) }
        offset = 0
    }

    private mutating func put(_ character: Character) {
        while lines[line].count <= offset { lines[line].append(" ") }
        lines[line][offset] = character
        offset += 1
    }

    private mutating func feedEscape(_ character: Character) {
        escape.append(character)
        guard character.isLetter else { return }
        switch escape.dropFirst() {
        case "[J":
            lines[line].removeLast(max(0, lines[line].count - offset))
            lines.removeLast(lines.count - line - 1)
            hasErased = true
        case "[K":
            lines[line].removeLast(
                max(0, min(lines[line].count, offset / width * width + width) - offset)
            )
        default: if character != "m" { unknown.append(escape) }
        }
        escape = ""
    }

    private mutating func cut(to width: Int) {
        var all: [[Character]] = []
        let lineBefore = line
        for (index, text) in lines.enumerated() {
            let parts = rows(of: text)
            let row = min(offset / self.width, parts.count - 1)
            if index == lineBefore {
                (line, offset) = (all.count + row, min(offset % self.width, width - 1))
            }
            all += parts.map { Array($0.prefix(width)) }
        }
        lines = all
    }

    private func rows(of text: [Character]) -> [[Character]] {
        let starts = Array(stride(from: 0, to: max(1, text.count), by: width))
        return starts.map { Array(text[$0..<min(text.count, $0 + width)]) }
    }

    private static func trimmed(_ text: [Character]) -> String {
        String(text.reversed().drop { $0 == " " }.reversed())
    }
}

extension TerminalScreen {
    /// Whether a row has a text in it.
    func shows(_ text: String) -> Bool { rows.contains { $0.contains(text) } }
}
