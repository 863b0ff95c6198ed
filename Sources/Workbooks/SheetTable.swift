// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV

/// What a reader of sheets has to know of the table in it.
package struct TableOptions {
    /// The sheet's name; nil: the first with something in it.
    package var sheet: String?
    /// The row of the header where the user names it; 1 is the sheet's first.
    package var headerRow: Int?
    /// Whether a row is a header.
    package var isHeader: ([String]) -> Bool
    /// Whether a column of that name has phone numbers.
    package var isPhone: (String) -> Bool

    package init(isHeader: @escaping ([String]) -> Bool, isPhone: @escaping (String) -> Bool) {
        (self.isHeader, self.isPhone) = (isHeader, isPhone)
    }
}

/// What was read of a workbook, in words for the plan.
package struct SheetFacts: Sendable, Hashable {
    package var name = ""
    /// How many sheets the workbook has.
    package var sheets = 0
    /// Rows with something in them that are hidden, by hand or by a filter, and so were left out.
    package var hiddenRows = 0
    /// Formulas without a stored value, whose cells are empty.
    package var formulasWithoutValue = 0
    /// The row of the header; 1 is the sheet's first.
    package var headerRow = 1
    /// The first words above the header; nil where there are none.
    package var wordsAbove: String?
}

/// What is in a cell, before it is known whether a phone number is meant.
enum CellValue: Sendable {
    case text(String)
    /// A number and the index of its format.
    case number(DecimalDigits, format: Int)
    /// A number that comes with the text that the sheet shows.
    case shown(String, DecimalDigits)

    /// The cell's text; in a column of phones the digits of a number.
    func text(_ formats: SheetFormats, isPhone: Bool) -> String {
        switch self {
        case .text(let text): return text
        case .number(let number, let index):
            let format = formats[index]
            return isPhone && !format.isDate
                ? format.phone(number) : format.text(number, since1904: formats.since1904)
        case .shown(let text, let number):
            guard isPhone, number.isWhole else { return text }
            // The zeros in front that the sheet shows are part of the number.
            let digits = text.filter { !" -.()/\u{A0}".contains($0) }
            return digits.drop { $0 == "0" || $0 == "+" } == number.text ? digits : number.text
        }
    }
}

/// The number formats of a workbook.
struct SheetFormats: Sendable {
    var formats: [SheetFormat] = []
    var since1904 = false

    subscript(index: Int) -> SheetFormat {
        formats.indices.contains(index) ? formats[index] : .general
    }
}

/// A row of a sheet, of which only cells with something in them are kept.
struct SheetRow {
    /// Its number; 1 is the sheet's first.
    var number = 0
    var isHidden = false
    /// From left to right.
    var cells: [(column: Int, value: CellValue)] = []
}

/// Writes the rows of a sheet as CSV in UTF-8, each on the line that its number says where cells
/// have no line ends: rows without anything in them are empty lines.
///
/// The first rows wait until the header is known, which tells where phone numbers are.
struct TableWriter {
    private static let mostWaiting = 30
    private static let flushSize = 128 * 1024
    /// A sheet that is larger is no list, but made to fill a disk.
    private static let largest = 512 << 20

    private(set) var facts = SheetFacts()
    private let formats: SheetFormats
    private let options: TableOptions
    private let write: ([UInt8]) throws(WorkbookError.Problem) -> Void
    private var writer = CSVWriter()
    private var waiting: [SheetRow] = []
    private var isOpen = false
    private var width = 0
    private var phones: Set<Int> = []
    private var nextLine = 1
    private var size = 0

    init(
        _ formats: SheetFormats, _ options: TableOptions,
        write: @escaping ([UInt8]) throws(WorkbookError.Problem) -> Void
    ) {
        (self.formats, self.options, self.write) = (formats, options, write)
    }

    /// Whether there was any row with something in it.
    var isEmpty: Bool { !isOpen && waiting.isEmpty }

    /// Takes the next row.
    mutating func add(_ row: SheetRow) throws(WorkbookError.Problem) {
        guard !row.cells.isEmpty else { return }
        if row.isHidden {
            facts.hiddenRows += 1
        } else if isOpen {
            try append(row)
        } else {
            waiting.append(row)
            if isKnown { try open() }
        }
    }

    /// Writes what is left.
    mutating func finish() throws(WorkbookError.Problem) {
        if !isOpen, !waiting.isEmpty { try open() }
        try flush()
    }

    /// Whether the rows that wait are enough to know the header.
    private var isKnown: Bool {
        if let row = options.headerRow { return waiting.last.map { $0.number >= row } ?? false }
        return waiting.count >= Self.mostWaiting
    }

    private mutating func open() throws(WorkbookError.Problem) {
        let rows = waiting.map { cells(of: $0, isRaw: true) }
        let index =
            options.headerRow.map { row in waiting.firstIndex { $0.number >= row } ?? waiting.count
            }
            ?? HeaderRows.index(in: rows, options.isHeader)
        let rest = waiting[min(index, waiting.count)...]
        waiting = []
        isOpen = true
        facts.wordsAbove = rows.prefix(index).lazy.map { row in
            row.filter { !$0.trimmed.isEmpty }.joined(separator: " ")
        }.first { !$0.isEmpty }.map { String($0.prefix(60)) }
        guard let header = rest.first else {
            facts.headerRow = options.headerRow ?? 1
            return
        }
        facts.headerRow = header.number
        let names = cells(of: header, isRaw: true)
        width = names.count
        phones = Set(names.indices.filter { options.isPhone(names[$0]) })
        for row in rest { try append(row) }
    }

    private mutating func append(_ row: SheetRow) throws(WorkbookError.Problem) {
        if nextLine < row.number {
            let lines = [UInt8](repeating: 0x0A, count: row.number - nextLine)
            try flush()
            size += lines.count
            try write(lines)
        }
        writer.append(row: cells(of: row, isRaw: false))
        nextLine = row.number + 1
        if writer.count >= Self.flushSize { try flush() }
    }

    private mutating func flush() throws(WorkbookError.Problem) {
        let bytes = writer.takeBytes()
        size += bytes.count
        guard size <= Self.largest else { throw .tooLarge("more than 512 MiB of text") }
        if !bytes.isEmpty { try write(bytes) }
    }

    /// The row's texts, as many as the header has at least.
    private func cells(of row: SheetRow, isRaw: Bool) -> [String] {
        var texts: [String] = []
        for cell in row.cells {
            while texts.count < cell.column { texts.append("") }
            texts.append(
                cell.value.text(formats, isPhone: !isRaw && phones.contains(cell.column)))
        }
        while texts.count < width { texts.append("") }
        return texts
    }
}
