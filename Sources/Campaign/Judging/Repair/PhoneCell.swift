// SPDX-License-Identifier: Apache-2.0

/// A phone cell without what is no part of a number: quotes, invisible marks, a spreadsheet's `.0`.
struct PhoneCell: Sendable, Hashable {
    /// What is left.
    private(set) var text: String
    /// What was taken off.
    private(set) var kinds: [RepairKind] = []

    init(_ cell: String) {
        text = cell.trimmed
        take(.invisible, Self.withoutInvisible(text))
        take(.quotes, Self.withoutQuotes(text))
        take(.scientific, ScientificNumber(text)?.digits)
        take(.decimal, Self.withoutDecimal(text))
    }

    private mutating func take(_ kind: RepairKind, _ cleaned: String?) {
        guard let cleaned, cleaned != text else { return }
        text = cleaned
        kinds.append(kind)
    }

    /// Direction marks, joiners and the like go; unusual spaces become usual ones.
    private static func withoutInvisible(_ text: String) -> String {
        var cleaned = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .format, .control: continue
            case .spaceSeparator: cleaned.append(" ")
            default: cleaned.append(scalar)
            }
        }
        return String(cleaned).trimmed
    }

    /// Without `="…"`, `'…'`, `"…"` or a single `'` before the number.
    private static func withoutQuotes(_ text: String) -> String {
        var inner = text[...]
        if inner.first == "=", inner.dropFirst().first == "\"" { inner = inner.dropFirst() }
        let marks: Set<Character> = ["'", "\"", "’", "‘", "“", "”", "`"]
        while let first = inner.first, marks.contains(first) { inner = inner.dropFirst() }
        while let last = inner.last, marks.contains(last) { inner = inner.dropLast() }
        return String(inner).trimmed
    }

    /// Without `.0` or `,0` behind one run of digits, as a number that went through a floating point one has.
    static func withoutDecimal(_ text: String) -> String? {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard parts.count == 2, !parts[1].isEmpty, parts[1].allSatisfy({ $0 == "0" }) else { return nil }
        let whole = parts[0].first == "+" ? parts[0].dropFirst() : parts[0]
        guard whole.count >= fewestDigits, whole.allSatisfy(\.isASCIIDigit) else { return nil }
        return String(parts[0])
    }

    private static let fewestDigits = 6
}

extension String {
    /// The text without white space at its ends.
    fileprivate var trimmed: String {
        let front = drop(while: \.isWhitespace)
        guard let last = front.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(front[...last])
    }
}

extension Character {
    /// Whether it is one of `0` to `9`.
    var isASCIIDigit: Bool { ("0"..."9").contains(self) && isASCII }
}
