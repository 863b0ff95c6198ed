// SPDX-License-Identifier: Apache-2.0

package import Basics
import CSV
import Foundation
import Ledger
import PhoneNumbers
import SMSText

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
