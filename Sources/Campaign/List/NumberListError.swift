// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a list of numbers; nothing of such a list is used.
package struct NumberListError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Names what can be wrong.
    package enum Problem: Equatable, Sendable {
        /// There is nothing in the file.
        case empty
        /// No header means a phone column.
        case noPhoneColumn(headers: [String])
        /// Several headers of the same rank mean a phone column.
        case severalPhoneColumns([String])
        /// The row has too few or too many cells.
        case wrongWidth(found: Int, expected: Int)
        /// An entry is no number; why, in words.
        case noNumber(String)
    }

    /// The file as the user named it.
    package let file: String
    /// The line in the file, counted from 1; nil where it is the whole file.
    package let line: Int?
    /// What is wrong.
    package let problem: Problem

    /// Makes an error.
    package init(file: String, line: Int? = nil, problem: Problem) {
        self.file = file
        self.line = line
        self.problem = problem
    }

    /// The place, what is wrong and what to do.
    package var description: String {
        "\(file)\(line.map { ":\($0)" } ?? ""): \(words)"
    }

    private var words: String {
        switch problem {
        case .empty: "the file is empty; that may be a mistake: write at least a header row, “phone”"
        case .noPhoneColumn(let headers):
            "no column looks like the phone column; name it “phone” in the header row. The columns are: \(Self.list(headers))"
        case .severalPhoneColumns(let found):
            "more than one column looks like the phone column: \(Self.list(found)); rename all but the right one in the file"
        case .wrongWidth(let found, let expected):
            "the row has \(found) \(found == 1 ? "cell" : "cells") where the header has \(expected); correct the row"
        case .noNumber(let mistake): "this entry is no phone number (\(mistake)); correct it or take the row out"
        }
    }

    private static func list(_ names: [String]) -> String {
        names.map { "“\($0)”" }.joined(separator: ", ")
    }
}
