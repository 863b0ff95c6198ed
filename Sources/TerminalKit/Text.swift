// SPDX-License-Identifier: Apache-2.0

/// Wraps text at word boundaries.
package enum Paragraph {
    /// The narrowest text that still reads.
    private static let narrowest = 20

    /// Breaks a text into lines of at most `width` columns; a longer word gets a line of its own.
    ///
    /// The text's own line ends are made visible.
    package static func lines(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var used = 0
        for word in Printable.text(text).split(separator: " ") {
            let size = DisplayWidth.of(word)
            if let last = lines.last, used + 1 + size <= max(width, narrowest) {
                lines[lines.count - 1] = last + " " + word
                used += 1 + size
            } else {
                lines.append(String(word))
                used = size
            }
        }
        return lines
    }

    /// Breaks a text and joins its lines, each but the first behind an indent.
    package static func wrap(_ text: String, width: Int, indent: Int = 0) -> String {
        let margin = String(repeating: " ", count: indent)
        return lines(text, width: width - indent).joined(separator: "\n" + margin)
    }
}

/// Terms with their explanations in two aligned columns.
package struct DefinitionList {
    private let rows: [(term: String, text: String)]
    private let column: Int

    /// Makes a list whose texts begin at a column; nil: as near as the longest term allows.
    package init(_ rows: [(term: String, text: String)], column: Int? = nil) {
        self.rows = rows.map { (Printable.text($0.term), $0.text) }
        self.column = max(column ?? 0, (self.rows.map(\.term.count).max() ?? 0) + 4)
    }

    /// The list's lines, explanations wrapped under themselves.
    ///
    /// - Parameter width: The columns of the terminal.
    /// - Returns: Lines, the last without line feed.
    package func render(width: Int) -> String {
        rows.map { term, text in
            let gap = String(repeating: " ", count: column - term.count - 2)
            return "  " + term + gap + Paragraph.wrap(text, width: width, indent: column)
        }.joined(separator: "\n")
    }
}

/// Rows in aligned columns, behind an indent of two.
package struct Table {
    /// How a column's cells stand.
    package enum Alignment { case left, right }

    private let alignments: [Alignment]
    private var rows: [[String]] = []

    /// Makes an empty table.
    package init(_ alignments: Alignment...) { self.alignments = alignments }

    /// Makes an empty table of as many columns as there are alignments.
    package init(_ alignments: [Alignment]) { self.alignments = alignments }

    /// Whether there is no row.
    package var isEmpty: Bool { rows.isEmpty }

    /// Adds a row.
    package mutating func add(_ cells: String...) { add(cells) }

    /// Adds a row of as many cells as there are columns; line ends in them are made visible.
    package mutating func add(_ cells: [String]) { rows.append(cells.map(Printable.text)) }

    /// The lines, the last column cut where the terminal ends.
    package func lines(width: Int) -> [String] {
        let widths = alignments.indices.map { column in
            rows.map { DisplayWidth.of($0[column]) }.max() ?? 0
        }
        return rows.map { row in
            let cells = zip(row, zip(widths, alignments)).map { cell, layout in
                Self.pad(cell, to: layout.0, layout.1)
            }
            return Printable.cut("  " + cells.joined(separator: "  ").trimmingSpaceAtEnd, to: width)
        }
    }

    private static func pad(_ cell: String, to width: Int, _ alignment: Alignment) -> String {
        let space = String(repeating: " ", count: max(0, width - DisplayWidth.of(cell)))
        return alignment == .left ? cell + space : space + cell
    }
}

extension String {
    /// The text without spaces at its end.
    fileprivate var trimmingSpaceAtEnd: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

/// Draws bars out of block elements, an eighth of a column exact.
package enum TextBar {
    private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

    /// A bar whose length is a share of the width; what is more than nothing can be seen.
    package static func share(_ part: Int, of whole: Int, width: Int) -> String {
        guard part > 0, whole > 0, width > 0 else { return "" }
        let exact = (Double(min(part, whole)) / Double(whole) * Double(width * 8)).rounded(.down)
        let length = max(1, Int(exact))
        return String(repeating: "█", count: length / 8) + eighths[length % 8]
    }
}

/// Colours words for a terminal, or leaves them alone.
///
/// A painted text carries marks, which no text of others can hold; the console makes escape
/// sequences of them (`TerminalText`).
package struct Style: Sendable {
    /// The colours in use, by their SGR parameters (ECMA-48 §8.3.117).
    package enum Colour: String, CaseIterable {
        case bold = "1"
        case faint = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
    }

    package let isColoured: Bool

    package init(isColoured: Bool) { self.isColoured = isColoured }

    /// The words in one line, between the marks that switch a colour on and off.
    package func paint(_ text: String, _ colour: Colour) -> String {
        let words = Printable.text(text)
        guard isColoured, !words.isEmpty,
            let place = Colour.allCases.firstIndex(of: colour),
            let begin = Unicode.Scalar(Self.end + 1 + UInt32(place)),
            let end = Unicode.Scalar(Self.end)
        else { return words }
        return "\(begin)\(words)\(end)"
    }

    /// The mark that switches a colour off; those that switch one on follow it.
    ///
    /// These are noncharacters, which are for a program's internal use (Unicode 16, §23.7).
    private static let end: UInt32 = 0xFDD0

    /// The escape sequence that a mark stands for; nil for every other character.
    static func sequence(for mark: Unicode.Scalar) -> String? {
        let place = Int(mark.value) - Int(end) - 1
        if place == -1 { return "\u{1B}[0m" }
        guard Colour.allCases.indices.contains(place) else { return nil }
        return "\u{1B}[\(Colour.allCases[place].rawValue)m"
    }
}

/// Writes words so that a shell reads them back.
package enum Shell {
    /// The word, in quotes where a shell would take it apart.
    package static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "-"),
                UInt8(ascii: "+"), UInt8(ascii: ","):
                true
            default: false
            }
        }
        return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}

/// What a person should do, with the command that does it.
package struct Advice: Sendable, Hashable {
    /// A sentence for a person.
    package let text: String
    /// A command as it is typed, quoted for a shell; it does what the sentence says.
    package var command: String?

    /// Makes a piece of advice.
    package init(text: String, command: String? = nil) {
        self.text = text
        self.command = command
    }
}
