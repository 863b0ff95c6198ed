// SPDX-License-Identifier: Apache-2.0

import CSV
package import PhoneNumbers

/// Reads a CSV file for its numbers alone: opt-outs, or people on a do-not-contact list.
///
/// Such a list says who is not to be texted, so one entry that cannot be understood spoils it: it
/// may be anybody's.
package struct NumberList: Sendable {
    private let name: String
    private let word: NumberWord

    /// - Parameters:
    ///   - name: how messages call the file.
    ///   - defaultRegion: the region of numbers without a country code; `nil`: such numbers are no
    ///     numbers.
    package init(name: String, defaultRegion: Region?) {
        self.name = name
        word = NumberWord(defaultRegion: defaultRegion)
    }

    /// Reads a file to its end.
    ///
    /// It may be written in any way that a list of recipients may. The phone column is found by its
    /// header; in a file of one column it is that one, and a number in its first line is a number.
    ///
    /// - Returns: the numbers; a row of empty cells is none.
    /// - Throws: `CSVError` or `ListError` where the file cannot be read, `NumberListError` for
    ///   what is wrong in it.
    package func numbers(at path: String) throws -> Set<PhoneNumber> {
        let input = try ListInput(path: path, name: name)
        let bytes = try ListBytes(of: input, ListOptions())
        let source = HashedSource(
            try input.open(), into: HashedSource.Collector(), expecting: bytes.digest)
        var reader = CSVReader(source, name: name, format: bytes.format)
        var record = CSVRecord()
        guard try reader.next(into: &record) else {
            throw NumberListError(file: name, problem: .empty)
        }
        let (column, width) = (try column(in: record), record.count)
        var numbers: Set<PhoneNumber> = []
        if isEntry(record) { numbers.insert(try number(in: record, column)) }
        while try reader.next(into: &record) {
            if record.isBlank { continue }
            guard record.count == width else {
                throw error(.wrongWidth(found: record.count, expected: width), in: record)
            }
            numbers.insert(try number(in: record, column))
        }
        return numbers
    }

    private func number(in record: CSVRecord, _ column: Int) throws(NumberListError) -> PhoneNumber
    {
        do { return try word.read(record[column]) } catch {
            throw self.error(.noNumber(error.description), in: record)
        }
    }

    /// Whether the first row of a file is an entry, and no header: it is alone in its row, and
    /// meant as a number.
    private func isEntry(_ record: CSVRecord) -> Bool {
        guard record.count == 1 else { return false }
        let text = record[0]
        let hasOnlyDigits = text.contains(where: \.isNumber) && !text.contains(where: \.isLetter)
        return hasOnlyDigits || (try? word.read(text)) != nil
    }

    private func column(in header: CSVRecord) throws -> Int {
        guard header.count > 1 else { return 0 }
        do {
            return try PhoneColumn.index(in: header.fields, named: nil, file: name)
        } catch .noPhoneColumn(_, let headers) {
            throw NumberListError(file: name, problem: .noPhoneColumn(headers: headers))
        } catch .severalPhoneColumns(_, let found) {
            throw NumberListError(file: name, problem: .severalPhoneColumns(found))
        }
    }

    private func error(_ problem: NumberListError.Problem, in record: CSVRecord) -> NumberListError
    { NumberListError(file: name, line: record.line, problem: problem) }
}

/// What is wrong with a list of numbers; nothing of such a list is used.
package struct NumberListError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Problem: Equatable, Sendable {
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
    package let problem: Problem

    package init(file: String, line: Int? = nil, problem: Problem) {
        self.file = file
        self.line = line
        self.problem = problem
    }

    /// The place, what is wrong and what to do.
    package var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(words)" }

    private var words: String {
        switch problem {
        case .empty:
            "the file is empty; that may be a mistake: write at least a header row, “phone”"
        case .noPhoneColumn(let headers):
            "no column looks like the phone column; name it “phone” in the header row. "
                + "The columns are: \(headers.quoted)"
        case .severalPhoneColumns(let found):
            "more than one column looks like the phone column: \(found.quoted); "
                + "rename all but the right one in the file"
        case .wrongWidth(let found, let expected):
            "the row has \(found) \(found == 1 ? "cell" : "cells") where the header has "
                + "\(expected); correct the row"
        case .noNumber(let mistake):
            "this entry is no phone number (\(mistake)); correct it or take the row out"
        }
    }
}

/// Reads a number that a user names as one person's: on a command line, or in a list of numbers.
///
/// Whoever names a number in any spelling means the person: an extension does not matter, but two
/// numbers are nobody's. A number that a spreadsheet broke is repaired as in a list of recipients,
/// so that it is the same person's here and there.
package struct NumberWord: Sendable {
    /// A word that names no number, and why, in words for a person.
    package struct Mistake: Error, Equatable, Sendable, CustomStringConvertible {
        /// What is wrong with the word.
        package let description: String

        /// Makes a part of a sentence of the numbering plan's whole one.
        fileprivate init(_ sentence: String) {
            let words = sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
            description = words.prefix(1).lowercased() + words.dropFirst()
        }
    }

    private let defaultRegion: Region?
    private let plan: NumberingPlan

    /// - Parameters:
    ///   - defaultRegion: the region of numbers without a country code; `nil`: such numbers are
    ///     mistakes.
    ///   - plan: what tells numbers from others.
    package init(defaultRegion: Region?, plan: NumberingPlan = .bundled) {
        self.defaultRegion = defaultRegion
        self.plan = plan
    }

    /// Reads a word as one valid number.
    package func read(_ text: String) throws(Mistake) -> PhoneNumber {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw Mistake("there is no number")
        }
        let several = SeveralNumbers(plan: plan, defaultRegion: defaultRegion)
        guard !several.areIn(text) else { throw Mistake(Self.several) }
        return
            switch CellReader(plan: plan, defaultRegion: defaultRegion, repairs: true).read(text)
        {
        case .number(let parsed): try one(parsed, several)
        case .repaired(let repair): repair.number
        case .refused(let why, _): throw Mistake(why)
        }
    }

    private static let several = "this is more than one number"

    private func one(
        _ parsed: ParsedNumber, _ several: SeveralNumbers
    ) throws(Mistake) -> PhoneNumber {
        let holdsSecond = parsed.phoneExtension.map(several.isNumber(extension:)) ?? false
        guard !holdsSecond else { throw Mistake(Self.several) }
        guard plan.isValid(parsed.number) else {
            throw Mistake(plan.problem(with: parsed.number)?.description ?? "no such number exists")
        }
        return parsed.number
    }
}

/// Finds out whether a phone cell holds two numbers, between which nobody but the user can choose.
///
/// This is policy, not spelling: to the numbering plan's parser, `2025550101;2025550102` is a
/// number with a long extension.
package struct SeveralNumbers {
    /// The fewest digits of what counts as a number of its own; extensions of that length do not
    /// occur.
    private static let fewestDigits = 7

    let plan: NumberingPlan
    let defaultRegion: Region?

    package init(plan: NumberingPlan, defaultRegion: Region? = nil) {
        self.plan = plan
        self.defaultRegion = defaultRegion
    }

    /// Whether things that each read as a number stand side by side in a cell, a separator between
    /// them.
    package func areIn(_ cell: String) -> Bool {
        guard cell.utf8.contains(where: Self.mayBeginSeparator) else { return false }
        return Self.parts(of: cell).count(where: isNumber) > 1
    }

    /// Whether what was read as an extension is a number of its own.
    package func isNumber(extension digits: String) -> Bool {
        digits.utf8.count >= Self.fewestDigits
    }

    private func isNumber(_ part: Substring) -> Bool {
        guard part.count(where: \.isNumber) >= Self.fewestDigits else { return false }
        return (try? plan.parse(String(part), defaultRegion: defaultRegion)) != nil
    }

    /// A cheap look that spares nearly all cells the rest.
    private static func mayBeginSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: "|"): true
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "o"), UInt8(ascii: "O"): true
        default: false
        }
    }

    private static func parts(of cell: String) -> [Substring] {
        cell.lowercased().split(separator: " or ").flatMap { $0.split(whereSeparator: isSeparator) }
    }

    private static func isSeparator(_ character: Character) -> Bool {
        character.isNewline || [";", ",", "/", "|"].contains(character)
    }
}
