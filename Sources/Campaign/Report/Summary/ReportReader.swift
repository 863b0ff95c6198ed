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
    private let hasDelivery: Bool

    /// Reads the header.
    ///
    /// - Parameters:
    ///   - source: The report's bytes.
    ///   - name: The file's name, for messages.
    /// - Throws: What makes the file no report.
    package init(_ source: Source, name: String) throws(ReportError) {
        file = name
        rows = CSVReader(source, name: name)
        guard try Self.advance(&rows, into: &record) else { throw .notAReport(file: name) }
        header = record.fields
        hasDelivery = DeliveryColumn.areThere(in: header)
        guard ReportColumn.isReport(header: header) else { throw .notAReport(file: name) }
    }

    /// Reads the next row; nil at the end.
    ///
    /// - Returns: What is counted of the row; its cells are in `fields` until the next call.
    /// - Throws: The first row that no report has.
    package mutating func next() throws(ReportError) -> ReportFacts? {
        guard try Self.advance(&rows, into: &record) else { return nil }
        guard record.count == header.count else {
            throw .ragged(file: file, line: record.line, cells: record.count, columns: header.count)
        }
        return try facts()
    }

    /// All cells of the row that was read last.
    package var fields: [String] { record.fields }

    /// A cell of the row that was read last.
    package subscript(column: ReportColumn) -> String { record[column.position] }

    private func facts() throws(ReportError) -> ReportFacts {
        guard let status = Status(rawValue: self[.status]) else { throw bad(.status) }
        var facts = ReportFacts(status: status, reason: self[.reason])
        facts.lineType = self[.lineType]
        facts.encoding = self[.encoding]
        facts.provider = self[.provider]
        facts.segments = try segments()
        facts.cost = try cost()
        facts.currency = self[.currency]
        facts.delivery = delivery
        return facts
    }

    /// The first column behind the report's own, where it is that of the delivery.
    private var delivery: String { hasDelivery ? record[ReportColumn.names.count] : "" }

    private func segments() throws(ReportError) -> Int {
        let text = self[.segments]
        guard !text.isEmpty else { return 0 }
        guard let count = UInt16(text) else { throw bad(.segments) }
        return Int(count)
    }

    private func cost() throws(ReportError) -> Decimal? {
        let text = self[.cost]
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

extension ReportColumn {
    /// The column's place in every report.
    var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
