// SPDX-License-Identifier: Apache-2.0

import Basics
package import CSV
package import PhoneNumbers

/// A recipients list: its header, where its phones are, and its rows as often as they are needed.
package struct RecipientList: Sendable {
    /// The list's name in messages.
    package let name: String
    package let header: [String]
    /// The indices of the phone columns, in the order in which a row's cells are tried; never
    /// empty, and nearly always one.
    package let phoneColumns: [Int]
    /// The columns that the report repeats: all, or those that are not a report's own where the
    /// list is a report.
    package let inputColumns: [Int]
    /// How the file is written.
    package let format: CSVFormat
    /// The cells that depend on a guess; empty where the encoding is known.
    package let guessedText: GuessedText
    /// The regions whose numbers may be taken to have lost their `+`.
    package let expectedRegions: ExpectedRegions
    /// How many rows there are up to the last one with something in it.
    package let rowCount: Int
    /// What the column of countries does to the numbers; nil where there is none.
    package let regions: RegionReport?
    /// The region of numbers that neither have a country code nor a country beside them.
    package let defaultRegion: Region?
    /// Whether the list is a report of this program's.
    let isReport: Bool
    private let input: ListInput
    private let digest: ListDigest
    /// The list as it was planned, out of everybody's reach.
    private var copy: ListInput?

    /// How often a list is read before anything is known of it: once for its bytes, once for its
    /// rows.
    package static let readings = 2

    /// Finds out how the file is written, reads it once, and finds the phone column.
    ///
    /// - Parameters:
    ///   - input: where the list comes from.
    ///   - options: what the user says of it.
    ///   - watch: told how many bytes were read; every byte is read ``readings`` times.
    /// - Throws: `CSVError` or ``ListError``.
    package init(
        _ input: ListInput, _ options: ListOptions = ListOptions(), watch: ListWatch? = nil
    ) throws {
        let bytes = try ListBytes(of: input, options, watch: watch)
        let sample = try ListSample(of: input, bytes)
        header = sample.header
        try HeaderRow.refuseData(in: sample, options)
        let found = Result { () throws(ListError) in try ListColumns(in: sample, options) }
        let source = HashedSource(
            try input.open(), into: HashedSource.Collector(), expecting: bytes.digest, watch: watch)
        var reader = CSVReader(source, name: input.name, format: bytes.format)
        _ = try reader.next()
        let survey = try ListSurvey(
            &reader, header: header, columns: try? found.get(),
            defaultRegion: options.defaultRegion, isGuess: bytes.format.isGuess)
        // First, because a wrong delimiter hides every column.
        try survey.refuseRagged(file: input.name, width: header.count, bytes.format)
        phoneColumns = try found.get().phones
        (regions, defaultRegion) = (survey.regions?.report, options.defaultRegion)
        self.input = input
        name = input.name
        (format, digest) = (bytes.format, bytes.digest)
        (rowCount, guessedText) = (survey.rows, survey.guessed)
        expectedRegions = survey.evidence.regions(rows: survey.rows)
        isReport = ReportColumn.isReport(header: header)
        inputColumns = ReportColumn.inputColumns(of: header)
    }

    /// Reads what each row says of its region; nil where the list has no column for it, or one that
    /// is not used.
    var regionReader: RegionReader? {
        guard let regions, regions.isUsed else { return nil }
        return RegionReader(column: regions.column, defaultRegion: defaultRegion)
    }

    /// The columns that a template may name: the input's, each at its place in the header.
    package var templateColumns: [String] {
        header.indices.map { inputColumns.contains($0) ? header[$0] : "" }
    }

    /// Starts at the first row.
    ///
    /// - Parameters:
    ///   - collector: collects the list's digest.
    ///   - digest: what the digest must be, from the second reading on.
    /// - Returns: a reader at the first row.
    /// - Throws: `CSVError` where the list cannot be opened or read, ``ListError/changed(file:)``
    ///   where it is another one now.
    package func rows(
        collectingInto collector: HashedSource.Collector = HashedSource.Collector(),
        expecting digest: ListDigest? = nil
    ) throws -> RecipientReader {
        let source = HashedSource(
            try input.open(), into: collector, expecting: digest ?? self.digest)
        return try RecipientReader(CSVReader(source, name: name, format: format), of: self)
    }

    /// Reads the whole list once more and compares it with what was planned.
    ///
    /// - Returns: the list, which can be reported on to its end from now on, whatever becomes of
    ///   its file; see ``rowsOfCopy(expecting:)``.
    /// - Throws: ``ListError/changed(file:)`` where it differs, `CSVError` where it cannot be read
    ///   to its end.
    package func verified(_ digest: ListDigest) throws -> RecipientList {
        var list = self
        list.copy = copy ?? input.unchangingCopy()
        try list.verify(digest, of: list.copy ?? input)
        return list
    }

    /// Starts at the first row of the list as it was verified; `nil` where that was not kept.
    ///
    /// - Throws: as ``rows(collectingInto:expecting:)`` does.
    package func rowsOfCopy(expecting digest: ListDigest) throws -> RecipientReader? {
        guard let copy else { return nil }
        let source = HashedSource(
            try copy.open(), into: HashedSource.Collector(), expecting: digest)
        return try RecipientReader(CSVReader(source, name: name, format: format), of: self)
    }

    /// Reads the whole list once more and compares it with what was planned.
    ///
    /// - Throws: ``ListError/changed(file:)`` where it differs, `CSVError` where it cannot be read
    ///   to its end.
    package func verify(_ digest: ListDigest) throws { try verify(digest, of: input) }

    private func verify(_ digest: ListDigest, of input: ListInput) throws {
        var source = HashedSource(
            try input.open(), into: HashedSource.Collector(), expecting: digest)
        var buffer = [UInt8](repeating: 0, count: ListDigest.chunkSize)
        do throws(ReadFailure) { while try source.read(into: &buffer) > 0 {} } catch {
            guard error == .changed else {
                throw CSVError(file: name, kind: .unreadable(error.description))
            }
            throw ListError.changed(file: name)
        }
    }
}

extension CSVError {
    /// Whether the file is no longer what was planned.
    package var isChange: Bool { kind == .changed }
}

extension CSVError.Kind {
    /// The file is no longer what was planned.
    package static var changed: CSVError.Kind { .unreadable(ReadFailure.changed.description) }
}

/// Reads recipients one after the other; memory does not grow with the list.
package struct RecipientReader {
    private var reader: CSVReader<DecodedSource<HashedSource>>
    private let phoneColumn: Int
    private let hasChoice: Bool
    private let shape: RowShape
    private let isReport: Bool
    private let rowCount: Int
    private var regions: RegionReader?
    private var record = CSVRecord()
    private var row = 0

    /// Reads past the header, which must be the one by which the columns were found.
    init(_ reader: CSVReader<DecodedSource<HashedSource>>, of list: RecipientList) throws {
        self.reader = reader
        phoneColumn = list.phoneColumns[0]
        hasChoice = list.phoneColumns.count > 1
        shape = RowShape(header: list.header)
        isReport = list.isReport
        rowCount = list.rowCount
        regions = list.regionReader
        guard try readHeader(), record.fields == list.header else {
            throw ListError.changed(file: list.name)
        }
    }

    /// Reads the next recipient; `nil` at the end of the list.
    package mutating func next() throws(CSVError) -> Recipient? {
        guard try reader.next(into: &record) else { return nil }
        guard row < rowCount else {
            // Empty rows below the data: read, for they belong to the list's digest, but no
            // recipients.
            while try reader.next(into: &record) {}
            return nil
        }
        row += 1
        let cells = shape.fitted(
            isReport ? record.fields.map(SpreadsheetCell.original) : record.fields)
        let phone = cells.indices.contains(phoneColumn) ? cells[phoneColumn] : ""
        var recipient = Recipient(
            row: row, line: record.line, phone: phone, cells: cells, region: region(in: cells))
        if hasChoice { recipient.phoneColumn = phoneColumn }
        return recipient
    }

    private mutating func region(in cells: [String]) -> RowRegion {
        guard let column = regions?.column, cells.indices.contains(column) else { return .unsaid }
        return regions?.read(cells[column]) ?? .unsaid
    }

    private mutating func readHeader() throws -> Bool {
        do { return try reader.next(into: &record) } catch {
            guard error.isChange else { throw error }
            return false
        }
    }
}

/// One data row of the recipients CSV.
package struct Recipient: Sendable, Hashable {
    /// The row's number; 1 is the first row under the header.
    package let row: Int
    /// The line of the file on which the row begins; 1 is the first line.
    package let line: Int
    /// The phone as written, or empty where the row has no such cell.
    package private(set) var phone: String
    /// The row's cells as they were.
    package let cells: [String]
    /// What the row says of its number's region.
    package let region: RowRegion
    /// The column in which the phone stands; nil where the list has only one phone column.
    package fileprivate(set) var phoneColumn: Int?

    package init(
        row: Int, line: Int, phone: String, cells: [String], region: RowRegion = .unsaid
    ) {
        self.region = region
        self.row = row
        self.line = line
        self.phone = phone
        self.cells = cells
    }

    /// The same recipient by another of their phones.
    package func using(phoneColumn column: Int) -> Recipient {
        var recipient = self
        recipient.phone = cells.indices.contains(column) ? cells[column] : ""
        recipient.phoneColumn = column
        return recipient
    }

    /// How messages to the user name the row.
    package var place: String { Self.place(row: row, line: line) }

    /// How messages to the user name a row.
    static func place(row: Int, line: Int) -> String { "row \(row) (line \(line))" }
}

/// How wide the rows of a list are, by its header.
///
/// Spreadsheets write empty cells where there is no column, and leave cells out where a column has
/// no name and nothing in it: these make no row a bad one.
struct RowShape: Sendable, Hashable {
    /// How many columns the header has.
    let width: Int
    /// How many of them come before those at the end that have no name.
    let namedWidth: Int

    init(header: [String]) {
        width = header.count
        namedWidth = (header.lastIndex { !Self.isBlank($0) } ?? -1) + 1
    }

    /// Whether a row has the header's cells.
    func fits(_ cells: [String]) -> Bool { cells.count == width || fitted(cells).count == width }

    /// The row as wide as the header where nothing is lost or made up by that, otherwise as it is.
    func fitted(_ cells: [String]) -> [String] {
        if cells.count > width, cells[width...].allSatisfy(Self.isBlank) {
            return Array(cells[..<width])
        }
        if namedWidth..<width ~= cells.count {
            return cells + [String](repeating: "", count: width - cells.count)
        }
        return cells
    }

    private static func isBlank(_ text: String) -> Bool {
        text.allSatisfy { $0 == " " || $0 == "\t" }
    }
}
