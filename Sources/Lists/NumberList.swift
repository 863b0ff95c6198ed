// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
package import PhoneNumbers
import SMSText

/// Reads a file for its numbers alone: opt-outs, or people on a do-not-contact list.
///
/// Such a list says who is not to be texted, so one entry that cannot be understood at all spoils
/// it: it may be anybody's. One that can be understood in several ways means all of them.
package struct NumberList: Sendable {
    private let name: String
    private let entries: EntryReader
    private let sender: PhoneNumber?

    /// - Parameters:
    ///   - name: how messages call the file.
    ///   - defaultRegion: the region of numbers without a country code; `nil`: such numbers are no
    ///     numbers.
    ///   - sender: the number that messages are sent from, which stands on no such list; `nil`: not
    ///     a number, or not known.
    package init(name: String, defaultRegion: Region?, sender: PhoneNumber? = nil) {
        self.name = name
        self.sender = sender
        entries = EntryReader(defaultRegion: defaultRegion)
    }

    /// Reads a file to its end.
    ///
    /// It may be written in any way that a list of recipients may. The phone column is found by its
    /// header; in a file of one column it is that one, and a number in its first line is a number.
    /// Of a log of messages only those who answered STOP are read.
    ///
    /// - Returns: the people; a row of empty cells is none.
    /// - Throws: `CSVError` or `ListError` where the file cannot be read, `NumberListError` for
    ///   what is wrong in it.
    package func read(at path: String) throws -> ListedNumbers {
        let input = try ListInput(path: path, name: name)
        let bytes = try ListBytes(of: input, ListOptions())
        let source = HashedSource(
            try input.open(), into: HashedSource.Collector(), expecting: bytes.digest)
        var reader = CSVReader(source, name: name, format: bytes.format)
        var record = CSVRecord()
        guard try reader.next(into: &record) else {
            throw NumberListError(file: name, problem: .empty)
        }
        let (columns, width) = (try columns(of: record), record.count)
        var listed = ListedNumbers()
        if case .log = columns { listed.replies = ReplyCounts() }
        if isEntry(record) { try add(record, columns, to: &listed) }
        while try reader.next(into: &record) {
            if record.isBlank { continue }
            guard record.count == width else {
                throw error(.wrongWidth(found: record.count, expected: width), in: record)
            }
            try add(record, columns, to: &listed)
        }
        return listed.settled
    }

    // MARK: Rows

    private func add(
        _ record: CSVRecord, _ columns: Columns, to listed: inout ListedNumbers
    ) throws(NumberListError) {
        switch columns {
        case .people(let column): try add(record, column, to: &listed)
        case .log(let log):
            listed.replies?.messages += 1
            switch log.row(record) {
            case .outgoing, .reply(.other): break
            // “Reply STOP to opt out” is what the sender itself wrote.
            case .reply(.unclear) where isOwn(record[log.sender]): break
            case .reply(.unclear):
                listed.replies?.unclear.add(
                    "line \(record.line): \(Self.quoted(log.text(of: record)))")
            case .reply(.stop):
                listed.replies?.stops += 1
                try add(record, log.sender, to: &listed)
            }
        }
    }

    private func add(
        _ record: CSVRecord, _ column: Int, to listed: inout ListedNumbers
    ) throws(NumberListError) {
        let meanings: [EntryReader.Meaning]
        do { meanings = try entries.read(record[column]) } catch {
            throw self.error(.noNumber(error.description), in: record)
        }
        for meaning in meanings {
            if let sender, meaning.numbers.contains(where: { $0.handset == sender.handset }) {
                throw error(.sender(sender), in: record)
            }
            listed.add(meaning) { "line \(record.line): \(Self.quoted(record[column]))" }
        }
    }

    private func isOwn(_ cell: String) -> Bool {
        guard let sender, let meanings = try? entries.read(cell) else { return false }
        return meanings.contains { $0.numbers.contains(sender) }
    }

    private static func quoted(_ text: String) -> String {
        let line = text.map { $0.isNewline ? " " : $0 }
        return "“\(String(line.prefix(40)))\(line.count > 40 ? "…" : "")”"
    }

    /// Whether the first row of a file is an entry, and no header: it is alone in its row, and
    /// meant as a number.
    private func isEntry(_ record: CSVRecord) -> Bool {
        guard record.count == 1 else { return false }
        let text = record[0]
        let digits = text.count(where: \.isNumber)
        return (digits > 0 && !text.contains(where: \.isLetter)) || digits >= Self.fewestDigits
    }

    /// As many digits stand in no header; an entry that is no number must not pass for one.
    private static let fewestDigits = 7

    // MARK: Columns

    private enum Columns {
        case people(Int)
        case log(ReplyLog)
    }

    private func columns(of header: CSVRecord) throws -> Columns {
        guard header.count > 1 else { return .people(0) }
        guard !ReportColumn.isReport(header: header.fields) else {
            return .people(try column(in: header.fields))
        }
        let reading = try ReplyLog.reading(of: header.fields) { header in
            do { return try column(in: header) } catch let error as NumberListError {
                guard case .noPhoneColumn = error.problem else { throw error }
                return nil
            }
        }
        switch reading {
        case .none: return .people(try column(in: header.fields))
        case .people(let column): return .people(column)
        case .log(let log): return .log(log)
        case .unclear: throw NumberListError(file: name, problem: .unclearLog)
        }
    }

    private func column(in header: [String]) throws -> Int {
        do {
            return try PhoneColumn.index(in: header, named: nil, file: name)
        } catch .noPhoneColumn(_, let headers) {
            throw NumberListError(file: name, problem: .noPhoneColumn(headers: headers))
        } catch .severalPhoneColumns(_, let found) {
            throw NumberListError(file: name, problem: .severalPhoneColumns(found))
        }
    }

    private func error(_ problem: NumberListError.Problem, in record: CSVRecord) -> NumberListError
    { NumberListError(file: name, line: record.line, problem: problem) }
}

/// The people of a list, and what is worth knowing of how they were read.
package struct ListedNumbers: Sendable {
    /// The likeliest number of each entry, in the order of the file, each handset once.
    package private(set) var people: [PhoneNumber] = []
    /// What entries may mean besides, and is nobody's likeliest number.
    package private(set) var others: Set<PhoneNumber> = []
    /// Entries that were not read to the letter, each with its number.
    package private(set) var repairs = Examples()
    /// Entries that may mean more than one number.
    package private(set) var doubts = Examples()
    /// What was in a log of messages; `nil` for any other list.
    package internal(set) var replies: ReplyCounts?
    private var handsets: Set<PhoneNumber> = []

    mutating func add(_ meaning: EntryReader.Meaning, _ place: () -> String) {
        guard let likeliest = meaning.numbers.first else { return }
        if handsets.insert(likeliest.handset).inserted { people.append(likeliest) }
        if meaning.isRepaired { repairs.add("\(place()) as \(likeliest)") }
        let rest = meaning.numbers.dropFirst().filter { $0.handset != likeliest.handset }
        guard !rest.isEmpty else { return }
        others.formUnion(rest)
        let words = ([likeliest] + rest).map(\.e164).joined(separator: " or ")
        doubts.add("\(place()), \(words)")
    }

    /// Without others who are somebody's likeliest number.
    fileprivate var settled: ListedNumbers {
        var settled = self
        settled.others = others.filter { !handsets.contains($0.handset) }
        return settled
    }
}

/// What is wrong with a list of numbers; nothing of such a list is used.
package struct NumberListError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Problem: Equatable, Sendable {
        case empty
        /// No header means a phone column.
        case noPhoneColumn(headers: [String])
        /// Several headers of the same rank mean a phone column.
        case severalPhoneColumns([String])
        /// It is a log of messages, and does not tell who said stop.
        case unclearLog
        /// The row has too few or too many cells.
        case wrongWidth(found: Int, expected: Int)
        /// An entry is no number; why, in words.
        case noNumber(String)
        /// An entry is the number that messages are sent from.
        case sender(PhoneNumber)
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
        case .unclearLog:
            "the column “from” makes this a log of messages, and it does not tell who said stop; "
                + "keep the numbers of those who did, in a column “phone”, or export the texts of "
                + "the messages too, in a column “body”"
        case .wrongWidth(let found, let expected):
            "the row has \(found) \(found == 1 ? "cell" : "cells") where the header has "
                + "\(expected); correct the row"
        case .noNumber(let mistake):
            "this entry is no phone number (\(mistake)); correct it or take the row out"
        case .sender(let number):
            "this entry is \(number), the configuration's own sender (“from”), and nobody who gets "
                + "messages; the list has the wrong numbers, or the row has to go"
        }
    }
}
