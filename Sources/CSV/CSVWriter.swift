// SPDX-License-Identifier: Apache-2.0

import Basics

/// Writes rows as CSV after RFC 4180, in UTF-8, into bytes that the
/// caller takes out.
///
/// Lines end with CRLF. A field is quoted only where a reader needs it: a comma, a quote, a line
/// end, a space at either end, or a byte order mark at its front. What is written reads back the
/// same, save that a NUL, which no reader takes, becomes U+FFFD.
package struct CSVWriter: Sendable {
    private var bytes: [UInt8] = []

    /// Makes a writer that holds nothing, or the byte order mark by which a spreadsheet knows
    /// UTF-8.
    package init(withByteOrderMark: Bool = false) {
        if withByteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
    }

    /// How many bytes wait to be taken.
    package var count: Int { bytes.count }

    /// - Parameter fields: the texts of its fields. A row of one empty field is written as `""`,
    ///   for an empty line is no row.
    package mutating func append(row fields: some Sequence<String>) {
        let start = bytes.count
        var isFirst = true
        for field in fields {
            if !isFirst { bytes.append(.comma) }
            isFirst = false
            append(field)
        }
        if bytes.count == start, !isFirst { bytes += [.quote, .quote] }
        bytes += [.carriageReturn, .lineFeed]
    }

    /// Takes out all bytes that were written since the last time.
    package mutating func takeBytes() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private mutating func append(_ field: String) {
        var field = field
        field.makeContiguousUTF8()
        field.utf8.withContiguousStorageIfAvailable { append($0) }
    }

    private mutating func append(_ field: UnsafeBufferPointer<UInt8>) {
        let isQuoted = Self.needsQuotes(field)
        if isQuoted { bytes.append(.quote) }
        if field.contains(where: { $0 == .quote || $0 == .nul }) {
            field.forEach { appendEscaped($0) }
        } else {
            bytes.append(contentsOf: field)
        }
        if isQuoted { bytes.append(.quote) }
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        switch byte {
        case .quote: bytes += [.quote, .quote]
        case .nul: bytes += "\u{FFFD}".utf8
        default: bytes.append(byte)
        }
    }

    private static func needsQuotes(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
        field.first == .space || field.last == .space || field.starts(with: [0xEF, 0xBB, 0xBF])
            || field.contains {
                $0 == .comma || $0 == .quote || $0 == .carriageReturn || $0 == .lineFeed
            }
    }
}

extension CSVWriter {
    /// Makes a cell that a spreadsheet would run as a formula a plain text.
    ///
    /// A cell gets a leading `'` that begins with a tab or a line end, or whose first character
    /// that is no blank is `=`, `+`, `-` or `@`, full-width and small forms included: spreadsheets
    /// drop blanks, and some take the other forms for the plain ones. A cell that is made only of
    /// digits, spaces and the punctuation of phone numbers (`+ - ( ) . /`) can run nothing, and
    /// stays as it is. The plain characters are those of [OWASP's
    /// list](https://owasp.org/www-community/attacks/CSV_Injection).
    package static func spreadsheetSafe(_ cell: String) -> String {
        guard let first = cell.utf8.first, !isHarmless(first) else { return cell }
        guard breaksLines(first) || beginsFormula(cell.unicodeScalars) else { return cell }
        return cell.unicodeScalars.allSatisfy(isOfPhoneNumbers) ? cell : "'" + cell
    }

    /// Whether a cell that begins with the byte can be no formula: most cells are done with it.
    private static func isHarmless(_ byte: UInt8) -> Bool {
        byte.isASCIIAlphanumeric || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "'")
    }

    private static func breaksLines(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\t") || byte == .lineFeed || byte == .carriageReturn
    }

    private static func beginsFormula(_ cell: String.UnicodeScalarView) -> Bool {
        cell.first { !isBlank($0) }.map { formulaStarts.contains($0) } ?? false
    }

    /// Whether nothing is seen of a scalar at the front of a cell: space of every kind, control
    /// characters, and marks without a width.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isWhitespace { return true }
        let category = scalar.properties.generalCategory
        return category == .control || category == .format
    }

    private static let formulaStarts = Set("=+-@＝＋－＠﹦﹢﹣﹫".unicodeScalars)
    private static let phonePunctuation = Array(" +-()./".utf8)
    private static let widePunctuation = Set("＋－（）．／\u{3000}".unicodeScalars)

    static func isOfPhoneNumbers(_ byte: UInt8) -> Bool {
        byte.isASCIIDigit || phonePunctuation.contains(byte)
    }

    /// The same, with the full-width forms in which East Asian keyboards write them.
    private static func isOfPhoneNumbers(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return isOfPhoneNumbers(UInt8(ascii: scalar)) }
        return "０"..."９" ~= scalar || widePunctuation.contains(scalar)
    }
}

/// What is done to a cell so that a spreadsheet leaves it alone.
package enum SpreadsheetCell {
    /// The cell as a text that a spreadsheet neither runs nor takes for a number.
    ///
    /// Numbers of phones become the formula `="+12025550123"`, which spreadsheets show as the text
    /// in it: they would drop the plus and leading zeros, and round what is long. Only digits and
    /// the punctuation of phone numbers can stand in such a formula, so it can run nothing; every
    /// other cell is as ``CSVWriter/spreadsheetSafe(_:)`` makes it.
    package static func protected(_ cell: String) -> String {
        isMangled(cell) ? "=\"\(cell)\"" : safe(cell)
    }

    /// The cell of a file that was written before, made harmless where it is not.
    ///
    /// Another version of this program may have written it, or a person; what is harmless already
    /// stays as it is.
    package static func safe(_ cell: String) -> String {
        original(cell) == cell ? CSVWriter.spreadsheetSafe(cell) : cell
    }

    /// The cell as it was before ``protected(_:)`` or ``CSVWriter/spreadsheetSafe(_:)`` changed it.
    package static func original(_ cell: String) -> String {
        if cell.hasPrefix("=\""), cell.hasSuffix("\""), cell.utf8.count > 3 {
            let inner = String(cell.dropFirst(2).dropLast())
            return isMangled(inner) ? inner : cell
        }
        guard cell.utf8.first == UInt8(ascii: "'") else { return cell }
        let inner = String(cell.dropFirst())
        return CSVWriter.spreadsheetSafe(inner) == cell ? inner : cell
    }

    /// Whether a spreadsheet would show the cell as another number than the one that is written.
    private static func isMangled(_ cell: String) -> Bool {
        let bytes = Array(cell.utf8)
        let digits = bytes.count(where: \.isASCIIDigit)
        guard digits > 0 else { return false }
        if isScientific(bytes) { return true }
        guard bytes.allSatisfy(CSVWriter.isOfPhoneNumbers) else { return false }
        return digits >= fewestDigits || bytes.first == UInt8(ascii: "+") || hasLeadingZero(bytes)
    }

    /// Shorter numbers, such as counts and prices, survive.
    private static let fewestDigits = 7

    private static func hasLeadingZero(_ bytes: [UInt8]) -> Bool {
        bytes.count > 1 && bytes[0] == UInt8(ascii: "0") && bytes[1].isASCIIDigit
    }

    /// `12E5`, as an identifier may happen to be.
    private static func isScientific(_ bytes: [UInt8]) -> Bool {
        let parts = bytes.split(omittingEmptySubsequences: false) { $0 | 0x20 == UInt8(ascii: "e") }
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }
    }
}
