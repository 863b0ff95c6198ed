// SPDX-License-Identifier: Apache-2.0

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
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || phonePunctuation.contains(byte)
    }
}
