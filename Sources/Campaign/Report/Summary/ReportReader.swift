// SPDX-License-Identifier: Apache-2.0

package import CSV
import Foundation

/// Reads a report row by row; memory does not grow with the file.
package struct ReportReader<Source: ByteSource> {
    private let file: String
    private var rows: CSVReader<Source>
    private var record = CSVRecord()
    /// The report's columns, the input's among them.
    package let header: [String]
    /// Where the report's own columns are among them.
    package let places: ReportPlaces
    private let shape: RowShape
    private let isEdited: Bool

    /// Reads the header of a report that must be as this program wrote it.
    ///
    /// - Parameters:
    ///   - source: The report's bytes.
    ///   - name: The file's name, for messages.
    /// - Throws: What makes the file no report.
    package init(_ source: Source, name: String) throws(ReportError) {
        try self.init(CSVReader(source, name: name), file: name, isEdited: false)
    }

    private init(_ reader: CSVReader<Source>, file: String, isEdited: Bool) throws(ReportError) {
        self.file = file
        self.isEdited = isEdited
        rows = reader
        guard try Self.advance(&rows, into: &record) else { throw .notAReport(file: file) }
        header = record.fields
        shape = RowShape(header: header)
        guard let places = isEdited ? ReportPlaces(edited: header) : ReportPlaces(unchanged: header) else {
            throw .notAReport(file: file)
        }
        let lost = ReportPlaces.needed.filter { places[$0] == nil }
        guard lost.isEmpty else { throw .missingColumns(file: file, lost.map(\.rawValue)) }
        self.places = places
    }

    /// Reads the next row; nil at the end.
    ///
    /// - Returns: What is counted of the row; its cells are in `fields` until the next call.
    /// - Throws: The first row that no report has.
    package mutating func next() throws(ReportError) -> ReportFacts? {
        repeat {
            guard try Self.advance(&rows, into: &record) else { return nil }
        } while isEdited && record.isBlank
        guard record.count == header.count || (isEdited && shape.fits(record.fields)) else {
            throw .ragged(file: file, line: record.line, cells: record.count, columns: header.count)
        }
        return try facts()
    }

    /// All cells of the row that was read last, as many as the header has.
    package var fields: [String] { record.count == header.count ? record.fields : shape.fitted(record.fields) }

    /// A cell of the row that was read last; empty where the report has no such column.
    package subscript(column: ReportColumn) -> String { places[column].map { record[$0] } ?? "" }

    /// The cell at a place of the header, of the row that was read last.
    package subscript(place: Int) -> String { record[place] }

    private func facts() throws(ReportError) -> ReportFacts {
        guard let status = Status(rawValue: self[.status]) else { throw bad(.status) }
        var facts = ReportFacts(status: status, reason: self[.reason])
        facts.lineType = self[.lineType]
        facts.encoding = self[.encoding]
        facts.provider = self[.provider]
        facts.segments = try segments()
        facts.cost = try cost()
        facts.currency = self[.currency]
        facts.delivery = places.delivery.map { record[$0] } ?? ""
        return facts
    }

    private func segments() throws(ReportError) -> Int {
        let text = self[.segments]
        guard !text.isEmpty else { return 0 }
        guard let count = UInt16(text) else { throw bad(.segments) }
        return Int(count)
    }

    /// A spreadsheet of much of the world writes a comma where we wrote a point.
    private func cost() throws(ReportError) -> Decimal? {
        let text = isEdited ? self[.cost].replacing(",", with: ".") : self[.cost]
        guard !text.isEmpty else { return nil }
        guard let cost = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")), cost.isFinite else {
            throw bad(.cost)
        }
        return cost
    }

    private func bad(_ column: ReportColumn) -> ReportError {
        .badCell(file: file, line: record.line, column: column.rawValue, text: self[column])
    }

    private static func advance(
        _ rows: inout CSVReader<Source>,
        into record: inout CSVRecord
    ) throws(ReportError) -> Bool {
        do {
            return try rows.next(into: &record)
        } catch {
            throw .unreadable(error)
        }
    }
}

extension ReportReader {
    /// Reads the header of a report that a person may have edited: columns moved or removed, rows added below that are empty.
    ///
    /// - Parameters:
    ///   - source: The report's bytes.
    ///   - name: The file's name, for messages.
    ///   - format: How the file is written.
    /// - Throws: What makes the file no report, or of no use.
    package init<Base>(
        edited source: Base,
        name: String,
        format: CSVFormat
    ) throws(ReportError) where Source == DecodedSource<Base> {
        try self.init(CSVReader(source, name: name, format: format), file: name, isEdited: true)
    }
}
