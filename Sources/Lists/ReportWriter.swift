// SPDX-License-Identifier: Apache-2.0

package import Basics
package import CSV
import Foundation
import Ledger
import PhoneNumbers
import SMSText

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Writes a report: the header at once, then rows in the order in which they come.
package final class ReportFile {
    private static let flushSize = 64 * 1024

    private let file: any FileDraft
    private let columns: [Int]
    /// The list's header where it has several phone columns, between which each row has chosen.
    private let choices: [String]?
    private let withMessage: Bool
    private var writer = CSVWriter()

    /// Starts a report beside its final place.
    ///
    /// - Parameters:
    ///   - path: the report's path.
    ///   - list: the list it is about, whose columns it repeats.
    ///   - withMessage: whether the rendered texts are its last column.
    ///   - store: where the path leads to.
    /// - Throws: ``FileFailure`` where the place cannot be written.
    package init(
        path: String, list: RecipientList, withMessage: Bool,
        in store: any ReportStore = SystemFiles()
    ) throws(FileFailure) {
        file = try store.draft(for: path)
        columns = list.inputColumns
        self.withMessage = withMessage
        choices = list.phoneColumns.count > 1 ? list.header : nil
        let header = ReportColumn.header(
            input: columns.map { list.header[$0] }, withMessage: withMessage,
            withPhoneColumn: choices != nil)
        writer.append(row: header.map(CSVWriter.spreadsheetSafe))
    }

    /// Finds out whether a report could be written, and leaves nothing behind.
    package static func checkPlace(
        _ path: String, in store: any ReportStore = SystemFiles()
    ) throws(FileFailure) { _ = try store.draft(for: path) }

    package func append(_ row: ReportRow) throws(FileFailure) {
        writer.append(
            row: row.cells(columns: columns, withMessage: withMessage, choices: choices).map(
                CSVWriter.spreadsheetSafe))
        if writer.count >= Self.flushSize { try file.write(writer.takeBytes()) }
    }

    /// Completes the report and puts it in its place.
    package func finish() throws(FileFailure) {
        try file.write(writer.takeBytes())
        try file.replace()
    }
}

extension ReportRow {
    /// The cells of the report's line, the input's cells behind the report's own.
    ///
    /// - Parameters:
    ///   - columns: the indices of the input columns to repeat; a cell that the row lacks is empty.
    ///   - withMessage: whether the rendered text is the last cell.
    ///   - choices: the list's header where the report says which phone column was used.
    /// - Returns: the texts of the cells, as they are before the spreadsheet's quirks are dealt
    ///   with.
    package func cells(
        columns: [Int], withMessage: Bool, choices: [String]? = nil
    ) -> [String] {
        var cells = ReportColumn.allCases.map(cell)
        cells.reserveCapacity(cells.count + columns.count + 2)
        if let choices { cells.append(recipient.phoneColumn.map { choices[$0] } ?? "") }
        for column in columns {
            cells.append(column < recipient.cells.count ? recipient.cells[column] : "")
        }
        if withMessage { cells.append(text ?? "") }
        return cells
    }

    private func cell(_ column: ReportColumn) -> String {
        switch column {
        case .row: String(recipient.row)
        case .phone: recipient.phone
        case .number: number?.e164 ?? ""
        case .region: region?.rawValue ?? ""
        case .lineType: line?.type.rawValue ?? ""
        case .lineTypeSource: line?.source.rawValue ?? ""
        case .carrier: line?.carrier ?? ""
        case .status: verdict.status.rawValue
        case .reason: verdict.reason?.word ?? ""
        case .detail: verdict.detail
        case .encoding: size?.encoding.rawValue ?? ""
        case .segments: size.map { String($0.segments) } ?? ""
        case .updatedAt: updatedAt.map(Timestamp.text) ?? ""
        default: deliveryCell(column)
        }
    }

    private func deliveryCell(_ column: ReportColumn) -> String {
        guard let delivery else { return "" }
        return switch column {
        case .provider: delivery.provider
        case .messageID: delivery.messageID ?? ""
        case .errorCode: delivery.errorCode ?? ""
        case .attempts: String(delivery.attempts)
        case .cost: delivery.cost.map { "\($0)" } ?? ""
        case .currency: delivery.cost == nil ? "" : delivery.currency ?? ""
        case .sentAt: delivery.sentAt.map(Timestamp.text) ?? ""
        default: ""
        }
    }
}

/// Where reports lie: the files of this machine, or others that a simulation models.
package protocol ReportStore: Sendable {
    /// Starts a file beside its place, which it takes all at once or not at all.
    ///
    /// - Throws: ``FileFailure`` where the place cannot be written, or a file lies there that is
    ///   no report.
    func draft(for path: String) throws(FileFailure) -> any FileDraft

    /// Opens what lies at a path.
    ///
    /// - Throws: `CSVError` where nothing lies there, or it cannot be read.
    func open(_ path: String) throws(CSVError) -> StoredBytes

    /// Whether anything lies at a path.
    func holds(_ path: String) -> Bool
}

extension ReportStore {
    /// Starts reading the report at an absolute path; messages call it by the name that the user
    /// knows.
    package func report(
        at path: String, named name: String
    ) throws(ReportError) -> ReportReader<StoredBytes> {
        let source: StoredBytes
        do { source = try open(path) } catch {
            throw .unreadable(CSVError(file: name, line: error.line, kind: error.kind))
        }
        return try ReportReader(source, name: name)
    }
}

/// A file on its way to its place; one that is given up leaves nothing behind.
package protocol FileDraft: AnyObject {
    /// Appends bytes.
    func write(_ bytes: [UInt8]) throws(FileFailure)

    /// Makes what was written durable and puts it in its place.
    func replace() throws(FileFailure)
}

extension AtomicFile: FileDraft {}

/// The bytes of a report that lies in a file, or in memory.
package enum StoredBytes: ByteSource, Sendable {
    case file(FileByteSource)
    case memory(MemoryByteSource)

    package mutating func read(
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(ReadFailure) -> Int {
        switch self {
        case .file(var source):
            defer { self = .file(source) }
            return try source.read(into: buffer)
        case .memory(var source):
            defer { self = .memory(source) }
            return try source.read(into: buffer)
        }
    }
}

/// The files of this machine.
package struct SystemFiles: ReportStore {
    package init() {}

    package func draft(for path: String) throws(FileFailure) -> any FileDraft {
        try AtomicFile(path: path, kind: .report)
    }

    package func open(_ path: String) throws(CSVError) -> StoredBytes {
        .file(try FileByteSource(csv: path))
    }

    package func holds(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
