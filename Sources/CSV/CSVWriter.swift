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
    /// A cell that begins with `=`, `+`, `-`, `@`, tab or CR gets a leading `'`, unless it is made
    /// only of digits, spaces and the punctuation of phone numbers (`+ - ( ) . /`), with which
    /// nothing can be run.
    package static func spreadsheetSafe(_ cell: String) -> String {
        guard let first = cell.utf8.first, formulaStarts.contains(first) else { return cell }
        return cell.utf8.allSatisfy(isOfPhoneNumbers) ? cell : "'" + cell
    }

    private static let formulaStarts = Array("=+-@\t\r".utf8)
    private static let phonePunctuation = Array(" +-()./".utf8)

    static func isOfPhoneNumbers(_ byte: UInt8) -> Bool {
        byte.isASCIIDigit || phonePunctuation.contains(byte)
    }
}

/// What is done to a cell so that a spreadsheet leaves it alone.
package enum SpreadsheetCell {
    /// The cell as a text that a spreadsheet does not take for a number.
    ///
    /// Numbers of phones become the formula `="+12025550123"`, which spreadsheets show as the text
    /// in it: they would drop the plus and leading zeros, and round what is long. Only digits and
    /// the punctuation of phone numbers can stand in such a formula, so it can run nothing; every
    /// other cell is as ``CSVWriter/spreadsheetSafe(_:)`` makes it.
    package static func protected(_ cell: String) -> String {
        isMangled(cell) ? "=\"\(cell)\"" : cell
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
