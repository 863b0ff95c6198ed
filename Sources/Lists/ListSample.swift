// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import PhoneNumbers
import Workbooks

/// The header and the first rows of a list, by whose cells columns are found where headers alone do
/// not tell.
///
/// It is small whatever the list is, so that finding the columns of a million rows takes no longer
/// than that of a thousand.
struct ListSample: Sendable {
    private static let mostRows = 2000
    private static let mostBytes = 4 << 20
    /// A column is known by fewer rows where each cell is read as a number.
    private static let mostRead = 500

    /// The list's name in messages.
    let file: String
    let header: [String]
    /// The line on which the header stands.
    private(set) var headerLine = 1
    /// Rows with something in them.
    private let rows: [CSVRecord]
    private let isReport: Bool

    /// Reads the beginning of a list.
    ///
    /// - Throws: `CSVError`, or ``ListError/empty(file:)`` where there is no header.
    init(of input: ListInput, _ bytes: ListBytes) throws {
        let source = HashedSource(
            try input.open(), into: HashedSource.Collector(), expecting: bytes.digest)
        var reader = CSVReader(source, name: input.name, format: bytes.format)
        guard let first = try reader.next() else {
            throw bytes.format.headerLine > 1
                ? ListError.noRow(file: input.name, line: bytes.format.headerLine)
                : ListError.empty(file: input.name)
        }
        var (rows, record, size) = ([CSVRecord](), CSVRecord(), 0)
        // What is wrong with a row is told by the reading of the whole list, in which it counts.
        while rows.count < Self.mostRows, size < Self.mostBytes,
            (try? reader.next(into: &record)) == true
        {
            if record.isBlank { continue }
            size += (0..<record.count).reduce(0) { $0 + record.byteCount(of: $1) }
            rows.append(record)
        }
        self.init(file: input.name, header: first.fields, rows: rows)
        headerLine = first.line
    }

    init(file: String, header: [String], rows: [CSVRecord] = []) {
        (self.file, self.header, self.rows) = (file, header, rows)
        isReport = ReportColumn.isReport(header: header)
    }

    /// Whether there is any row.
    var isEmpty: Bool { rows.isEmpty }

    /// The texts of a column's cells that have something in them.
    func cells(of column: Int) -> some Sequence<String> {
        rows.lazy.map { isReport ? SpreadsheetCell.original($0[column]) : $0[column] }.filter {
            !$0.allSatisfy(\.isWhitespace)
        }
    }

    /// Whether most cells of a column that have something in them look like phone numbers.
    func looksLikeNumbers(_ column: Int) -> Bool {
        var (filled, alike) = (0, 0)
        for row in rows {
            let bytes = row.bytes(of: column)
            if bytes.allSatisfy({ $0 == UInt8(ascii: " ") }) { continue }
            filled += 1
            if NumberShape.fits(bytes) { alike += 1 }
        }
        return alike * 2 > filled
    }

    /// Whether most cells of a column that have something in them are valid numbers.
    func holdsNumbers(_ column: Int, _ defaultRegion: Region?) -> Bool {
        let reader = CellReader(defaultRegion: defaultRegion, repairs: true)
        var (filled, valid) = (0, 0)
        for cell in cells(of: column).prefix(Self.mostRead) {
            filled += 1
            if reader.number(cell) != nil { valid += 1 }
        }
        return valid * 2 > filled
    }
}

/// The columns of a list that have a meaning.
struct ListColumns: Sendable {
    /// The indices of the phone columns, in the order in which they are tried.
    let phones: [Int]
    /// The column of countries; nil where there is none.
    let region: (index: Int, isNamed: Bool)?

    /// Finds them.
    ///
    /// - Throws: ``ListError`` where only the user can tell.
    init(in sample: ListSample, _ options: ListOptions) throws(ListError) {
        phones = try PhoneColumn.indices(in: sample, options)
        let input = ReportColumn.inputColumns(of: sample.header)
        guard let name = options.regionColumn else {
            region = RegionColumn.index(in: sample.header, among: input).map { ($0, false) }
            return
        }
        let named = ReportColumn.inputName(of: name, in: sample.header)
        region = (
            try NamedColumn.index(of: named, in: sample.header, file: sample.file), true
        )
    }
}

extension CellReader {
    /// The number that a cell is as it is written, or repaired; nil where no such number exists.
    func number(_ text: String) -> PhoneNumber? {
        switch read(text) {
        case .number(let parsed):
            NumberingPlan.bundled.isValid(parsed.number) ? parsed.number : nil
        case .repaired(let repair): repair.number
        case .refused: nil
        }
    }
}

/// Tells by its bytes alone whether a cell may be a phone number.
///
/// It is asked about columns, not about cells: it may be wrong about a few.
enum NumberShape {
    /// Some countries have numbers of six digits; several numbers may stand in one cell.
    private static let digits = 6...40

    static func fits(_ cell: ArraySlice<UInt8>) -> Bool {
        var (digitCount, letterCount) = (0, 0)
        for byte in cell {
            switch byte {
            case _ where byte.isASCIIDigit: digitCount += 1
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                letterCount += 1
            case 0x80...: return fits(scalarsOf: cell)
            // An address of the net, an amount of money, an identifier.
            case UInt8(ascii: "@"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "_"):
                return false
            default: break
            }
        }
        guard digits.contains(digitCount), letterCount <= digitCount else {
            return letterCount == 1 && isScientific(cell)
        }
        return !isDate(cell)
    }

    /// Digits, letters and spaces of all scripts count where there are other bytes than ASCII's.
    private static func fits(scalarsOf cell: ArraySlice<UInt8>) -> Bool {
        var (digitCount, letterCount) = (0, 0)
        for scalar in String(decoding: cell, as: UTF8.self).unicodeScalars {
            switch scalar.properties.generalCategory {
            case .decimalNumber: digitCount += 1
            case .currencySymbol: return false
            case _ where scalar.properties.isAlphabetic: letterCount += 1
            default: break
            }
        }
        return digits.contains(digitCount) && letterCount <= digitCount
    }

    private static func isScientific(_ cell: ArraySlice<UInt8>) -> Bool {
        ScientificNumber(String(decoding: cell, as: UTF8.self)) != nil
    }

    /// Whether a cell begins with a date: `2026-11-27`, `27.11.2026`, `11/27/2026`.
    private static func isDate(_ cell: ArraySlice<UInt8>) -> Bool {
        var lengths: [Int] = []
        var separator: UInt8?
        var count = 0
        for byte in cell {
            if byte.isASCIIDigit {
                count += 1
                continue
            }
            lengths.append(count)
            count = 0
            guard lengths.count < 3 else { break }
            guard isOfDates(byte), separator == nil || separator == byte else { return false }
            separator = byte
        }
        if count > 0, lengths.count < 3 { lengths.append(count) }
        guard lengths.count == 3 else { return false }
        let isShort = { (length: Int) in 1...2 ~= length }
        return lengths[0] == 4 && isShort(lengths[1]) && isShort(lengths[2])
            || isShort(lengths[0]) && isShort(lengths[1]) && lengths[2] == 4
    }

    private static func isOfDates(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/")
    }
}

/// Where the header of a list is, and whether it is one.
enum HeaderRow {
    /// The line that the user names, or the first row with a phone column in it.
    static func place(_ options: ListOptions) -> HeaderPlace {
        if let line = options.headerRow { return .line(line) }
        return .found { hasPhoneColumn($0, options) }
    }

    /// What is to be known of the table in a workbook.
    static func table(_ options: ListOptions) -> TableOptions {
        var table = TableOptions(
            isHeader: { hasPhoneColumn($0, options) }, isPhone: { hasPhoneColumn([$0], options) })
        (table.sheet, table.headerRow) = (options.sheet, options.headerRow)
        return table
    }

    /// Refuses a header that is a recipient: it has a phone number where it should name a column.
    ///
    /// A header with a phone column may have what looks like a number beside it, such as the number
    /// of an order.
    ///
    /// - Throws: ``ListError/noHeader(file:line:number:)``.
    static func refuseData(in sample: ListSample, _ options: ListOptions) throws(ListError) {
        guard let number = sample.header.first(where: NumberLike.matches) else { return }
        let isNumber = options.phoneColumns.contains(where: NumberLike.matches)
        guard isNumber || !hasPhoneColumn(sample.header, options) else { return }
        throw .noHeader(file: sample.file, line: sample.headerLine, number: number)
    }

    /// Whether a row names a phone column: one of those that the user names, or one that is known.
    static func hasPhoneColumn(_ header: [String], _ options: ListOptions) -> Bool {
        guard options.phoneColumns.isEmpty else {
            return options.phoneColumns.contains { isIn(header, $0) }
        }
        return isIn(header, nil) || header.contains { isPhone(PhoneHeader.kind(of: $0)) }
    }

    private static func isIn(_ header: [String], _ name: String?) -> Bool {
        do throws(ListError) {
            _ = try PhoneColumn.index(in: header, named: name, file: "")
            return true
        } catch {
            guard case .severalPhoneColumns = error else { return false }
            return true
        }
    }

    private static func isPhone(_ kind: PhoneHeader.Kind?) -> Bool {
        kind != nil && kind != .number
    }
}
