// SPDX-License-Identifier: Apache-2.0

package import Basics

/// Says why a CSV file cannot be read: which file, where in it, and what to do.
package struct CSVError: Error, Equatable, Sendable {
    /// What is wrong.
    package enum Kind: Error, Equatable, Sendable {
        /// There is no file at the path.
        case missing
        /// The path leads to a folder.
        case directory
        /// The file is a device, such as a disk or a source of endless bytes.
        case device
        /// The user has no right to read the file.
        case notPermitted
        /// The file cannot be opened, or not be read to its end, for a reason in words.
        case unreadable(String)
        /// A quoted field never ends. The error's line is where its quote was opened.
        case unclosedQuote
        /// Something other than a delimiter or a line end follows a closing quote, whose field may
        /// begin on an earlier line.
        case textAfterQuote(column: Int, openedAt: Int)
        /// Bytes are not UTF-8.
        case invalidUTF8(column: Int)
        /// Bytes mean nothing in the encoding that the file is read in.
        case invalidText(FileEncoding, column: Int)
        /// The file says at its beginning that its encoding is another one than the user says.
        case contradictedEncoding(FileEncoding, mark: FileEncoding)
        /// The file is of another kind, whatever its name says.
        case foreign(ForeignFormat)
        /// A byte is zero, which no text holds.
        case nulByte(column: Int)
        /// A field is longer than ``CSVLimits/fieldBytes``. The error's line is where its row
        /// begins.
        case fieldTooLong(column: Int)
        /// A row is longer than ``CSVLimits/recordBytes``. The error's line is where it begins.
        case rowTooLong
        /// A row has more than ``CSVLimits/columns`` columns.
        case tooManyColumns
    }

    /// The file's name as the user knows it.
    package let file: String
    /// The line in the file, counted from 1 and by line ends, those in quoted fields included; nil
    /// where it is the whole file.
    package let line: Int?
    /// What is wrong.
    package let kind: Kind

    /// Makes an error; columns in its kind are counted from 1.
    package init(file: String, line: Int? = nil, kind: Kind) {
        self.file = file
        self.line = line
        self.kind = kind
    }
}

extension CSVError: CustomStringConvertible {
    /// What the user can say about a file, where the file itself does not tell.
    package enum Hint: Sendable, Hashable, CustomStringConvertible {
        /// Nothing was said of the encoding, and it is needed.
        case nameEncoding
        /// This encoding was named, and the file says that it has another.
        case omitEncoding(FileEncoding)

        package var description: String {
            switch self {
            case .nameEncoding: "name its encoding"
            case .omitEncoding(let declared): "\(declared) was named; name none"
            }
        }
    }

    /// The error in a sentence for a person, with file and line.
    package var description: String { sentence(\.description) }

    /// The error in a sentence, with hints in the words of whoever shows it.
    package func sentence(_ words: (Hint) -> String) -> String {
        "\(file)\(line.map { ":\($0)" } ?? ""): \(kind.sentence(words))"
    }
}

extension CSVError.Kind: CustomStringConvertible {
    /// What is wrong and what to do, without the place.
    package var description: String { sentence(\.description) }

    func sentence(_ words: (CSVError.Hint) -> String) -> String {
        switch self {
        case .missing: "there is no such file; check the path"
        case .directory: "this is a folder; name a CSV file in it"
        case .device: "this is a device; name a CSV file"
        case .notPermitted: "the file may not be read; give yourself the right to (chmod u+r)"
        case .unreadable(let reason): "the file cannot be read: \(reason)"
        case .unclosedQuote:
            "a quote is opened here and never closed; close it, or write \"\" inside quotes for a "
                + "quote that is text"
        case .textAfterQuote(let column, let openedAt):
            "column \(column) goes on after its closing quote (opened in line \(openedAt)); "
                + "write \"\" inside quotes for a quote that is text"
        case .invalidUTF8(let column):
            "column \(column) is not valid UTF-8; save the file as UTF-8 (in a spreadsheet: as "
                + "\"CSV UTF-8\"), "
                + "or \(words(.nameEncoding))"
        case .invalidText(let encoding, let column):
            "column \(column) is not valid \(encoding); save the file as UTF-8, "
                + "or \(words(.nameEncoding))"
        case .contradictedEncoding(let declared, let mark):
            "the file begins with the byte order mark of \(mark), but "
                + "\(words(.omitEncoding(declared)))"
        case .foreign(let format): format.description
        case .nulByte(let column):
            "column \(column) holds a NUL byte, which no text does; save the file as CSV in UTF-8 "
                + "(it may be UTF-16)"
        case .fieldTooLong(let column):
            "column \(column) of this row is longer than 1 MiB; its closing quote may be missing"
        case .rowTooLong: "this row is longer than 16 MiB; a quote or its line ends may be missing"
        case .tooManyColumns: "this row has more than 16,384 columns; its line ends may be missing"
        }
    }
}

extension FileByteSource {
    /// Opens a CSV file.
    ///
    /// - Parameters:
    ///   - path: the file's path.
    ///   - name: how errors name it; nil for its path.
    /// - Throws: ``CSVError`` where there is no such file, it may not be read, or it is a folder.
    package init(csv path: String, name: String? = nil) throws(CSVError) {
        do throws(OpenFailure) { try self.init(path: path) } catch {
            throw CSVError(file: name ?? path, kind: CSVError.Kind(error, at: path))
        }
    }
}

extension CSVError.Kind {
    fileprivate init(_ failure: OpenFailure, at path: String) {
        self =
            switch failure {
            case .missing: .missing
            // A Numbers document may be a folder that looks like a file to its user.
            case .directory where path.hasSuffix(".numbers"): .foreign(.numbers)
            case .directory: .directory
            case .device: .device
            case .notPermitted: .notPermitted
            case .other(let reason): .unreadable(reason.description)
            }
    }
}
