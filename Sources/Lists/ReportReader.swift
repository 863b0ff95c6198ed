// SPDX-License-Identifier: Apache-2.0

package import Basics
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
    ///   - source: the report's bytes.
    ///   - name: the file's name, for messages.
    /// - Throws: what makes the file no report.
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
        guard let places = isEdited ? ReportPlaces(edited: header) : ReportPlaces(unchanged: header)
        else { throw .notAReport(file: file) }
        let lost = ReportPlaces.needed.filter { places[$0] == nil }
        guard lost.isEmpty else { throw .missingColumns(file: file, lost.map(\.rawValue)) }
        self.places = places
    }

    /// Reads the next row; nil at the end.
    ///
    /// - Returns: what is counted of the row; its cells are in `fields` until the next call.
    /// - Throws: the first row that no report has.
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
    package var fields: [String] {
        record.count == header.count ? record.fields : shape.fitted(record.fields)
    }

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
        // What follows the number is left aside: a spreadsheet may have formatted it as money.
        guard let cost = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")),
            cost.isFinite
        else { throw bad(.cost) }
        return cost
    }

    private func bad(_ column: ReportColumn) -> ReportError {
        .badCell(file: file, line: record.line, column: column.rawValue, text: self[column])
    }

    private static func advance(
        _ rows: inout CSVReader<Source>, into record: inout CSVRecord
    ) throws(ReportError) -> Bool {
        do { return try rows.next(into: &record) } catch { throw .unreadable(error) }
    }
}

extension ReportReader {
    /// Reads the header of a report that a person may have edited: columns moved or removed, rows
    /// added below that are empty.
    ///
    /// - Parameters:
    ///   - source: the report's bytes.
    ///   - name: the file's name, for messages.
    ///   - format: how the file is written.
    /// - Throws: what makes the file no report, or of no use.
    package init<Base>(edited source: Base, name: String, format: CSVFormat) throws(ReportError)
    where Source == DecodedSource<Base> {
        try self.init(CSVReader(source, name: name, format: format), file: name, isEdited: true)
    }
}

/// Where a report's own columns stand in its header.
package struct ReportPlaces: Sendable, Hashable {
    /// Columns without which a report says nothing.
    static let needed: [ReportColumn] = [.number, .status, .reason]
    /// A file with fewer of the report's columns is taken for something else.
    private static let fewest = 5

    let places: [ReportColumn: Int]
    /// The place of `delivery`, right behind which `delivery_detail` stands; `nil` where nobody has
    /// asked the provider.
    package let delivery: Int?

    /// Finds the columns of a report that is as this program wrote it; `nil` for anything else.
    init?(unchanged header: [String]) {
        guard ReportColumn.isReport(header: header) else { return nil }
        places = Dictionary(
            uniqueKeysWithValues: ReportColumn.allCases.enumerated().map { ($0.element, $0.offset) }
        )
        delivery =
            DeliveryColumn.areThere(in: header) ? ReportColumn.ownCount(in: header) : nil
    }

    /// Finds the columns of a report in which a person may have moved and removed some; `nil` for
    /// what is no report.
    init?(edited header: [String]) {
        let names = header.map { $0.trimming(while: { $0 == " " }).lowercased() }
        let found = ReportColumn.allCases.compactMap { column in
            names.firstIndex(of: column.rawValue).map { (column, $0) }
        }
        guard found.count >= Self.fewest else { return nil }
        places = Dictionary(uniqueKeysWithValues: found)
        delivery = names.indices.first { names[$0...].starts(with: DeliveryColumn.names) }
    }

    /// The place of a column; `nil` where it is not there.
    package subscript(column: ReportColumn) -> Int? { places[column] }

    /// The columns that are not there, in order.
    package var missing: [ReportColumn] { ReportColumn.allCases.filter { places[$0] == nil } }
}

/// A report that a person may have opened and saved with a spreadsheet: how it is written is found
/// out first.
package struct ReportInput {
    private static let chunk = 64 * 1024

    /// How the file is written.
    package let format: CSVFormat
    private let name: String
    private let input: ListInput

    /// Opens a report and looks at all its bytes.
    ///
    /// - Parameters:
    ///   - path: the report's path; what can be read only once is copied first.
    ///   - name: the report as the user named it, for messages.
    /// - Throws: why the file cannot be read.
    package init(path: String, name: String) throws(ReportError) {
        self.name = name
        do {
            input = try ListInput(path: path, name: name)
            format = try Self.format(of: try input.open(), name: name)
        } catch { throw Self.failure(error, name: name) }
    }

    /// Starts at the first row.
    ///
    /// - Throws: what makes the file no report.
    package func rows() throws(ReportError) -> ReportReader<DecodedSource<FileByteSource>> {
        let source: FileByteSource
        do { source = try input.open() } catch { throw Self.failure(error, name: name) }
        return try ReportReader(edited: source, name: name, format: format)
    }

    private static func failure(_ error: any Error, name: String) -> ReportError {
        .unreadable(error as? CSVError ?? CSVError(file: name, kind: .unreadable("\(error)")))
    }

    private static func format(of file: FileByteSource, name: String) throws(CSVError) -> CSVFormat
    {
        var source = file
        var detector = EncodingDetector()
        var buffer = [UInt8](repeating: 0, count: chunk)
        var bound = LineBound()
        do throws(ReadFailure) {
            while case let count = try source.read(into: &buffer), count > 0 {
                try bound.note(buffer[..<count])
                detector.add(buffer[..<count])
            }
        } catch { throw CSVError(file: name, kind: .unreadable(error.description)) }
        do throws(CSVError.Kind) {
            return try CSVFormat(
                of: detector, delimiter: isOurs(detector.head) ? UInt8(ascii: ",") : nil)
        } catch { throw CSVError(file: name, kind: error) }
    }

    /// Whether the file begins as every report does, so that nothing in its cells can raise a doubt
    /// about its delimiter.
    private static func isOurs(_ head: [UInt8]) -> Bool {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = head.starts(with: mark) ? head.dropFirst(mark.count) : head[...]
        return text.starts(with: ReportColumn.names.joined(separator: ",").utf8)
    }
}

/// Why a file cannot be read as a report.
package enum ReportError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file is no CSV file, or cannot be read.
    case unreadable(CSVError)
    /// The header is not that of a report.
    case notAReport(file: String)
    /// Columns are gone without which a report says nothing.
    case missingColumns(file: String, [String])
    /// A row has more or fewer cells than the header.
    case ragged(file: String, line: Int, cells: Int, columns: Int)
    case badCell(file: String, line: Int, column: String, text: String)

    /// What is wrong and where, in a sentence.
    package var description: String {
        switch self {
        case .unreadable(let error): error.description
        case .notAReport(let file):
            "\(file): this is no report: it has no columns row, phone, number, region, …; "
                + "give the file that 'sms-campaign send' wrote"
        case .missingColumns(let file, let names):
            "\(file): this report has lost the \(names.count == 1 ? "column" : "columns") "
                + names.map { "“\($0)”" }.joined(separator: " and ")
                + "; put back what was deleted, or give the file that 'sms-campaign send' wrote"
        case .ragged(let file, let line, let cells, let columns):
            "\(file):\(line): the row has \(cells) cells but the header has \(columns); "
                + "was the report edited?"
        case .badCell(let file, let line, let column, let text):
            "\(file):\(line): \"\(text)\" cannot stand in the column \(column); "
                + "was the report edited?"
        }
    }
}
