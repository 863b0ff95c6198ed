// SPDX-License-Identifier: Apache-2.0

/// A workbook of Excel's from 2007 on (ECMA-376): parts in XML in an archive.
struct ExcelWorkbook {
    /// A sheet by its name and its part.
    struct Sheet {
        let name: String
        let isHidden: Bool
        let part: String
    }

    private let archive: ZipArchive
    let sheets: [Sheet]
    private let formats: SheetFormats
    private let strings: SharedStrings

    /// - Throws: what is wrong with the workbook.
    init(_ archive: ZipArchive) throws(WorkbookError.Problem) {
        self.archive = archive
        let main = try Self.mainPart(of: archive)
        let folder = main.split(separator: "/").dropLast().joined(separator: "/")
        let name = main.split(separator: "/").last.map(String.init) ?? main
        let relations = try Relation.all(
            in: archive, "\(folder)/_rels/\(name).rels", folder: folder)
        var since1904 = false
        sheets = try Self.sheets(of: main, in: archive, by: relations, &since1904)
        var styles = try Self.formats(
            in: archive, relations.values.first { $0.kind == "styles" }?.part)
        styles.since1904 = since1904
        formats = styles
        strings = try SharedStrings(
            in: archive, relations.values.first { $0.kind == "sharedStrings" }?.part)
    }

    /// Reads a sheet from its first row to its last.
    func read(
        _ sheet: Sheet, _ options: TableOptions,
        write: @escaping ([UInt8]) throws(WorkbookError.Problem) -> Void
    ) throws(WorkbookError.Problem) -> (facts: SheetFacts, isEmpty: Bool) {
        guard let source = try archive.open(sheet.part) else {
            throw .broken("the sheet “\(sheet.name)” is missing")
        }
        var table = TableWriter(formats, options, write: write)
        var reader = ExcelSheetReader(PartScanner(source), strings)
        while let row = try reader.next() { try table.add(row) }
        try table.finish()
        var facts = table.facts
        facts.formulasWithoutValue = reader.formulasWithoutValue
        return (facts, table.isEmpty)
    }

    private static func mainPart(of archive: ZipArchive) throws(WorkbookError.Problem) -> String {
        let relations = try Relation.all(in: archive, "_rels/.rels", folder: "")
        return relations.values.first { $0.kind == "officeDocument" }?.part ?? "xl/workbook.xml"
    }

    private static func sheets(
        of main: String, in archive: ZipArchive, by relations: [String: Relation],
        _ since1904: inout Bool
    ) throws(WorkbookError.Problem) -> [Sheet] {
        guard let source = try archive.open(main) else { throw .broken("its main part is missing") }
        var (scanner, sheets) = (PartScanner(source), [Sheet]())
        while case let token = try scanner.next(), token != .finished {
            guard token == .start else { continue }
            if scanner.isNamed("workbookPr") {
                since1904 = SheetWord.isTrue(scanner.attribute("date1904"))
            }
            guard scanner.isNamed("sheet"), let id = scanner.attribute("id"),
                let relation = relations[id], relation.kind == "worksheet"
            else { continue }
            sheets.append(
                Sheet(
                    name: scanner.attribute("name") ?? "",
                    isHidden: (scanner.attribute("state") ?? "visible") != "visible",
                    part: relation.part))
        }
        return sheets
    }

    /// The formats of cells by the index that cells have.
    private static func formats(
        in archive: ZipArchive, _ part: String?
    ) throws(WorkbookError.Problem) -> SheetFormats {
        guard let part, let source = try archive.open(part) else { return SheetFormats() }
        var (scanner, codes, isInCells) = (PartScanner(source), FormatCode.builtIn, false)
        var (known, formats): ([Int: SheetFormat], SheetFormats) = ([:], SheetFormats())
        while case let token = try scanner.next(), token != .finished {
            if scanner.isNamed("cellXfs") { isInCells = token == .start }
            guard token == .start else { continue }
            if scanner.isNamed("numFmt"),
                let id = scanner.attribute("numFmtId").flatMap({ Int($0) })
            {
                codes[id] = scanner.attribute("formatCode")
            } else if isInCells, scanner.isNamed("xf") {
                let id = scanner.attribute("numFmtId").flatMap { Int($0) } ?? 0
                let format = known[id] ?? codes[id].map(SheetFormat.init(code:)) ?? .general
                known[id] = format
                formats.formats.append(format)
            }
        }
        return formats
    }
}

/// What a part of a workbook says of another.
struct Relation {
    /// The last word of the relation's type.
    let kind: String
    /// The other part's name in the archive.
    let part: String

    /// The relations of a part by their names; none where it has none.
    static func all(
        in archive: ZipArchive, _ name: String, folder: String
    ) throws(WorkbookError.Problem) -> [String: Relation] {
        guard let source = try archive.open(name) else { return [:] }
        var (scanner, relations): (PartScanner<UnpackedSource>, [String: Relation]) = (
            PartScanner(source), [:]
        )
        while case let token = try scanner.next(), token != .finished {
            guard token == .start, scanner.isNamed("Relationship"),
                let id = scanner.attribute("Id"), let target = scanner.attribute("Target"),
                scanner.attribute("TargetMode") != "External"
            else { continue }
            let kind = scanner.attribute("Type")?.split(separator: "/").last.map(String.init) ?? ""
            relations[id] = Relation(kind: kind, part: path(target, in: folder))
        }
        return relations
    }

    private static func path(_ target: String, in folder: String) -> String {
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var parts = folder.split(separator: "/")
        for part in target.split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}

/// The texts that cells share, one behind the other.
struct SharedStrings: Sendable {
    /// More text is no list's.
    private static let largest = 512 << 20

    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []

    init(in archive: ZipArchive, _ part: String?) throws(WorkbookError.Problem) {
        guard let part, let source = try archive.open(part) else { return }
        var (scanner, text) = (PartScanner(source), RichText())
        while case let token = try scanner.next(), token != .finished {
            if token == .start, scanner.isNamed("si") {
                let string = try text.read(&scanner, until: "si")
                bytes += string.utf8
                guard bytes.count <= Self.largest else {
                    throw .tooLarge("more than 512 MiB of text")
                }
                ends.append(UInt32(bytes.count))
            }
        }
    }

    /// A text by its index; nil where there is none.
    subscript(index: Int) -> String? {
        guard ends.indices.contains(index) else { return nil }
        let start = index == 0 ? 0 : Int(ends[index - 1])
        return String(decoding: bytes[start..<Int(ends[index])], as: UTF8.self)
    }
}

/// Text that may be in pieces of different looks.
struct RichText {
    /// Reads up to the end of an element whose start was read: the texts in it, but not how they
    /// are pronounced.
    mutating func read(
        _ scanner: inout PartScanner<some PartSource>, until name: StaticString
    ) throws(WorkbookError.Problem) -> String {
        var bytes: [UInt8] = []
        while true {
            switch try scanner.next() {
            case .start:
                if scanner.isNamed("rPh") {
                    try scanner.skip()
                } else {
                    scanner.wantsText = scanner.isNamed("t")
                }
            case .text: bytes += scanner.text
            case .end:
                scanner.wantsText = false
                if scanner.isNamed(name) { return Self.unescaped(bytes) }
            case .finished: throw .broken("a part ends too early")
            }
        }
    }

    /// A text whose characters that XML cannot hold are written as `_x000D_`.
    static func unescaped(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard bytes.contains(UInt8(ascii: "_")), text.contains("_x") else { return text }
        var (result, rest) = ("", Substring(text))
        while let mark = rest.firstRange(of: "_x") {
            let code = rest[mark.upperBound...].prefix(5)
            guard code.count == 5, code.last == "_",
                let value = UInt32(code.dropLast(), radix: 16),
                let scalar = Unicode.Scalar(value)
            else {
                result += rest[..<mark.upperBound]
                rest = rest[mark.upperBound...]
                continue
            }
            result += rest[..<mark.lowerBound]
            result.unicodeScalars.append(scalar)
            rest = rest[code.endIndex...]
        }
        return result + rest
    }
}

/// The name of a cell.
enum CellReference {
    /// The index of `C` in `C12`.
    static func column(_ reference: ArraySlice<UInt8>) -> Int {
        let letters = reference.prefix { (0x41...0x5A).contains($0 & 0xDF) }.prefix(4)
        return letters.reduce(0) { $0 * 26 + Int($1 & 0xDF) - 0x40 } - 1
    }
}

/// Reads the rows of a sheet, one after the other.
struct ExcelSheetReader<Source: PartSource> {
    /// As many rows as a sheet has.
    private static var lastRow: Int { 1_048_576 }
    private static var lastColumn: Int { 16_384 }

    /// Formulas that no program has worked out yet.
    private(set) var formulasWithoutValue = 0
    private var scanner: PartScanner<Source>
    private let strings: SharedStrings
    private var row = SheetRow()
    private var text = RichText()
    private var isInData = false

    init(_ scanner: PartScanner<Source>, _ strings: SharedStrings) {
        (self.scanner, self.strings) = (scanner, strings)
    }

    /// The next row; nil behind the last.
    mutating func next() throws(WorkbookError.Problem) -> SheetRow? {
        while true {
            switch try scanner.next() {
            case .finished: return nil
            case .text: break
            case .start:
                if scanner.isNamed("sheetData") { isInData = true }
                if isInData, scanner.isNamed("row") { try beginRow() }
                if isInData, scanner.isNamed("c") { try readCell() }
            case .end:
                if scanner.isNamed("sheetData") { isInData = false }
                if isInData, scanner.isNamed("row") { return row }
            }
        }
    }

    private mutating func beginRow() throws(WorkbookError.Problem) {
        row.cells.removeAll(keepingCapacity: true)
        let number = scanner.attribute("r").flatMap { Int($0) } ?? row.number + 1
        guard number > row.number, number <= Self.lastRow else {
            throw .broken("row \(number) is not where it should be")
        }
        row.number = number
        let hasNoHeight = scanner.attribute("ht").flatMap { Double($0) } == 0
        row.isHidden = SheetWord.isTrue(scanner.attribute("hidden")) || hasNoHeight
    }

    private mutating func readCell() throws(WorkbookError.Problem) {
        let previous = row.cells.last?.column ?? -1
        let column = scanner.rawAttribute("r").map(CellReference.column) ?? previous + 1
        guard column > previous, column < Self.lastColumn else {
            throw .broken("a cell of row \(row.number) is not where it should be")
        }
        let kind = scanner.attribute("t").flatMap(CellKind.init) ?? .number
        let format = scanner.attribute("s").flatMap { Int($0) } ?? 0
        if let content = try value(kind, format: format) { row.cells.append((column, content)) }
    }

    /// Reads a cell to its end; nil where nothing is in it.
    private mutating func value(
        _ kind: CellKind, format: Int
    ) throws(WorkbookError.Problem) -> CellValue? {
        var (raw, inline, hasFormula): ([UInt8]?, String?, Bool) = (nil, nil, false)
        while true {
            switch try scanner.next() {
            case .start:
                if scanner.isNamed("is") {
                    inline = try text.read(&scanner, until: "is")
                } else if scanner.isNamed("v") {
                    scanner.wantsText = true
                    raw = []
                } else if scanner.isNamed("f") {
                    hasFormula = true
                }
            case .text: raw?.append(contentsOf: scanner.text)
            case .end:
                scanner.wantsText = false
                guard scanner.isNamed("c") else { continue }
                if hasFormula, raw?.isEmpty ?? true, kind != .formula { formulasWithoutValue += 1 }
                if let inline { return inline.isEmpty ? nil : .text(inline) }
                return try stored(raw ?? [], as: kind, format: format)
            case .finished: throw .broken("a part ends too early")
            }
        }
    }

    private func stored(
        _ raw: [UInt8], as kind: CellKind, format: Int
    ) throws(WorkbookError.Problem) -> CellValue? {
        guard !raw.isEmpty else { return nil }
        let plain = String(decoding: raw, as: UTF8.self)
        switch kind {
        case .shared:
            guard let index = Int(plain), let text = strings[index] else {
                throw .broken("a cell has a text that is not there")
            }
            return text.isEmpty ? nil : .text(text)
        case .boolean: return .text(SheetWord.isTrue(plain) ? "TRUE" : "FALSE")
        case .formula, .inline: return .text(RichText.unescaped(raw))
        case .fault, .date: return .text(plain)
        case .number: return DecimalDigits(raw).map { .number($0, format: format) } ?? .text(plain)
        }
    }
}

/// What a cell's value is, by the words of the format.
enum CellKind: String, Sendable {
    case shared = "s"
    case inline = "inlineStr"
    /// The text of a formula.
    case formula = "str"
    case boolean = "b"
    case fault = "e"
    /// A date in ISO 8601.
    case date = "d"
    case number = "n"
}

/// Words of the format.
enum SheetWord {
    static func isTrue(_ word: String?) -> Bool { word.map(["1", "true"].contains) ?? false }
}
