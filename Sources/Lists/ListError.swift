// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a recipients list as a whole; nothing is sent from such a list.
package enum ListError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file has no header row.
    case empty(file: String)
    /// There is no row on the line of the header that the user names, or below it.
    case noRow(file: String, line: Int)
    /// The row that should be the header is a recipient: it has a phone number.
    case noHeader(file: String, line: Int, number: String)
    /// The file has a header row and nothing under it.
    case noRecipients(file: String)
    /// No header means a phone column.
    case noPhoneColumn(file: String, headers: [String])
    /// Several headers mean a phone column.
    case severalPhoneColumns(file: String, found: [String])
    /// The column that is named like a phone column holds something else, and others hold numbers.
    case noNumbers(file: String, column: String, others: [String])
    /// No header means a phone column, but there are columns that hold numbers.
    case unnamedPhoneColumn(file: String, holding: [String], headers: [String])
    /// Several headers are the one that was named.
    case severalColumns(file: String, name: String, found: [String])
    case unknownColumn(file: String, name: String, nearest: String?, headers: [String])
    /// Most rows have other cells than the header: the delimiter is another one, or the header is
    /// no header.
    case mostlyRagged(
        file: String, ragged: Int, rows: Int, first: String, width: Int, delimiter: String)
    /// The file is no longer what was planned.
    case changed(file: String)
    /// What can be read only once is not open for reading, or breaks off.
    case cannotRead(name: String, reason: String)
    /// A copy of what can be read only once could not be made.
    case cannotCopy(name: String, folder: String, reason: String)

    /// What the user can say about a list, where the list itself does not tell.
    package enum Hint: Sendable, Hashable, CustomStringConvertible {
        case namePhoneColumn
        /// Several columns may be the phone column.
        case choosePhoneColumn
        case nameDelimiter
        /// The line of the header was named, and is wrong.
        case nameHeaderRow

        package var description: String {
            switch self {
            case .namePhoneColumn: "name it"
            case .choosePhoneColumn: "name the right one"
            case .nameDelimiter: "name what does"
            case .nameHeaderRow: "name the right line"
            }
        }
    }

    package var description: String { sentence(\.description) }

    /// What is wrong, in a sentence with hints in the words of whoever shows it.
    package func sentence(_ words: (Hint) -> String) -> String {
        switch self {
        case .empty(let file):
            "\(file): the file is empty; it needs a header row with a phone column, "
                + "and a row for each recipient"
        case .noRow, .noHeader: headerSentence(words)
        case .noRecipients(let file): "\(file): there is a header row but no recipient under it"
        case .noPhoneColumn, .severalPhoneColumns, .noNumbers, .unnamedPhoneColumn:
            phoneColumnSentence(words)
        case .severalColumns(let file, let name, let found):
            "\(file): \(found.count) columns are named “\(name)”: \(found.quoted); "
                + "rename all but the right one in the file"
        case .unknownColumn(let file, let name, let nearest, let headers):
            "\(file): there is no column “\(name)”"
                + (nearest.map { "; did you mean “\($0)”?" } ?? ".")
                + " The columns are: \(headers.quoted)"
        case .mostlyRagged(let file, let ragged, let rows, let first, let width, let delimiter):
            "\(file): \(ragged) of \(rows) rows do not have the \(width) "
                + "\(width == 1 ? "cell" : "cells") of the header: \(first) first. "
                + "The file was read as if \(delimiter) stood between cells; "
                + "\(words(.nameDelimiter)), or repair the rows"
        case .changed, .cannotRead, .cannotCopy: accessSentence
        }
    }

    /// What is wrong with the first row.
    private func headerSentence(_ words: (Hint) -> String) -> String {
        switch self {
        case .noRow(let file, let line):
            "\(file): the header should be on line \(line), but no row begins there or below; "
                + words(.nameHeaderRow)
        case .noHeader(let file, let line, let number):
            "\(file):\(line): there is no header row: the first row is a recipient "
                + "(“\(number)” is a phone number), and would be lost; write a row above it that "
                + "names the columns, such as: name,phone"
        default: ""
        }
    }

    /// What is wrong with the way to the file.
    private var accessSentence: String {
        switch self {
        case .changed(let file):
            "\(file): the file changed while it was being worked on; "
                + "run the command again to plan it anew"
        case .cannotRead(let name, let reason):
            "\(name): cannot be read: \(reason); "
                + "give it a file or a pipe that can be read, or name a file"
        case .cannotCopy(let name, let folder, let reason):
            "\(name) could not be copied to a temporary file in \(folder): \(reason); "
                + "set TMPDIR to a folder that can be written and has room"
        default: ""
        }
    }

    private func phoneColumnSentence(_ words: (Hint) -> String) -> String {
        switch self {
        case .noPhoneColumn(let file, let headers):
            "\(file): no column looks like the phone column; \(words(.namePhoneColumn)). "
                + "The columns are: \(headers.quoted)"
        case .severalPhoneColumns(let file, let found) where Set(found).count == 1:
            "\(file): \(found.count) columns are named \(Array(found.prefix(1)).quoted); "
                + "rename all but the right one in the file"
        case .severalPhoneColumns(let file, let found):
            "\(file): more than one column looks like the phone column: \(found.quoted); "
                + words(.choosePhoneColumn)
        case .noNumbers(let file, let column, let others):
            "\(file): “\(column)” is named like the phone column, but most of its cells are no "
                + "numbers; those of \(others.quoted) are; \(words(.choosePhoneColumn))"
        case .unnamedPhoneColumn(let file, let holding, let headers):
            "\(file): no column is named like the phone column, but \(holding.quoted) "
                + "\(holding.count == 1 ? "holds" : "hold") phone numbers; "
                + "\(words(.choosePhoneColumn)). The columns are: \(headers.quoted)"
        default: ""
        }
    }
}

extension [String] {
    /// The words in quotes, as a list in a sentence.
    var quoted: String { map { "“\($0)”" }.joined(separator: ", ") }
}
