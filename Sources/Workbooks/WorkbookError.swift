// SPDX-License-Identifier: Apache-2.0

/// Why a workbook cannot be read; nothing of such a file is used.
package struct WorkbookError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Problem: Error, Equatable, Sendable {
        /// The file is encrypted.
        case protected
        /// The file is cut off or damaged; what was found, in words.
        case broken(String)
        /// The file, or what is packed in it, is larger than any list.
        case tooLarge(String)
        /// No sheet has the name that the user gave.
        case unknownSheet(String, sheets: [String])
        /// No sheet has anything in it.
        case empty(sheets: [String])
        /// Excel's format from before 2007.
        case oldFormat
        /// Excel's binary format (`.xlsb`).
        case binaryFormat
        /// The copy could not be written; the system's reason.
        case cannotCopy(String)
    }

    /// The file as the user named it.
    package let file: String
    package let problem: Problem

    package init(file: String, problem: Problem) {
        self.file = file
        self.problem = problem
    }

    /// The file, what is wrong and what to do.
    package var description: String { "\(file): \(words)" }

    private static let saving =
        "open it in its program and save the sheet as CSV in UTF-8, or as .xlsx"

    private var words: String {
        switch problem {
        case .protected:
            "the workbook is protected by a password; open it in its program, take the password "
                + "away (File > Info > Protect Workbook), and save it"
        case .broken(let found):
            "the workbook is damaged (\(found)); fetch it again, or open and save it in its program"
        case .tooLarge(let found):
            "the workbook holds more than a list can (\(found)); save the sheet as CSV in UTF-8"
        case .unknownSheet(let name, let sheets):
            "there is no sheet “\(name)”. The sheets are: \(Self.quoted(sheets))"
        case .empty(let sheets):
            "no sheet of the workbook has anything in it"
                + (sheets.isEmpty ? "" : ". The sheets are: \(Self.quoted(sheets))")
        case .oldFormat:
            "this is an Excel workbook in the format from before 2007 (.xls); " + Self.saving
        case .binaryFormat: "this is a binary Excel workbook (.xlsb); " + Self.saving
        case .cannotCopy(let reason): "its sheet could not be copied: \(reason)"
        }
    }

    private static func quoted(_ names: [String]) -> String {
        names.map { "“\($0)”" }.joined(separator: ", ")
    }
}
