// SPDX-License-Identifier: Apache-2.0

/// What is done to a cell so that a spreadsheet leaves it alone.
package enum SpreadsheetCell {
    /// The cell as a text that a spreadsheet does not take for a number.
    ///
    /// Numbers of phones become the formula `="+12025550123"`, which spreadsheets show as the text in it: they would drop the plus
    /// and leading zeros, and round what is long. Only digits and the punctuation of phone numbers can stand in such a formula, so
    /// it can run nothing; every other cell is as ``CSVWriter/spreadsheetSafe(_:)`` makes it.
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
        let digits = bytes.count(where: isDigit)
        guard digits > 0 else { return false }
        if isScientific(bytes) { return true }
        guard bytes.allSatisfy(CSVWriter.isOfPhoneNumbers) else { return false }
        return digits >= fewestDigits || bytes.first == UInt8(ascii: "+") || hasLeadingZero(bytes)
    }

    /// Shorter numbers, such as counts and prices, survive.
    private static let fewestDigits = 7

    private static func hasLeadingZero(_ bytes: [UInt8]) -> Bool {
        bytes.count > 1 && bytes[0] == UInt8(ascii: "0") && isDigit(bytes[1])
    }

    /// `12E5`, as an identifier may happen to be.
    private static func isScientific(_ bytes: [UInt8]) -> Bool {
        let parts = bytes.split(omittingEmptySubsequences: false) { $0 | 0x20 == UInt8(ascii: "e") }
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
