// SPDX-License-Identifier: Apache-2.0

/// A spreadsheet of LibreOffice (OpenDocument, ISO 26300): its cells have the text that is shown.
struct OpenDocument {
    private static let lastRow = 1_048_576
    private static let lastColumn = 16_384

    private var scanner: PartScanner<UnpackedSource>
    private var hiddenStyles: Set<String> = []
    private var style: String?
    /// The cells of the row that were read.
    private var width = 0
    /// How often the row stands in the sheet.
    private var repeats = 1

    /// - Throws: what is wrong with the document.
    init(_ archive: ZipArchive) throws(WorkbookError.Problem) {
        guard let content = try archive.open("content.xml") else {
            throw .broken("its content is missing")
        }
        scanner = PartScanner(content)
    }

    /// Whether the content of an archive is encrypted.
    static func isEncrypted(_ archive: ZipArchive) throws(WorkbookError.Problem) -> Bool {
        guard let manifest = try archive.open("META-INF/manifest.xml") else { return false }
        var scanner = PartScanner(manifest)
        while case let token = try scanner.next(), token != .finished {
            if token == .start, scanner.isNamed("encryption-data") { return true }
        }
        return false
    }

    /// The next sheet, whose rows follow; nil behind the last.
    mutating func nextSheet() throws(WorkbookError.Problem) -> (name: String, isHidden: Bool)? {
        while true {
            switch try scanner.next() {
            case .finished: return nil
            case .text, .end: break
            case .start:
                if scanner.isNamed("style") { style = scanner.attribute("name") }
                if scanner.isNamed("table-properties"), scanner.attribute("display") == "false" {
                    if let style { hiddenStyles.insert(style) }
                }
                if scanner.isNamed("tracked-changes") {
                    try scanner.skip()
                } else if scanner.isNamed("table") {
                    let isHidden = scanner.attribute("style-name").map(hiddenStyles.contains)
                    return (scanner.attribute("name") ?? "", isHidden ?? false)
                }
            }
        }
    }

    /// Reads the rows of the sheet that ``nextSheet()`` has begun.
    mutating func readRows(
        _ take: (SheetRow) throws(WorkbookError.Problem) -> Void
    )
        throws(WorkbookError.Problem)
    {
        var (row, depth, number) = (SheetRow(), 1, 1)
        while depth > 0 {
            switch try scanner.next() {
            case .finished: throw .broken("a part ends too early")
            case .text: break
            case .start:
                if try !readInside(&row) { depth += 1 }
            case .end:
                depth -= 1
                guard scanner.isNamed("table-row") else { continue }
                // Rows without anything may be repeated down to the sheet's end.
                let next = number + repeats
                guard next - 1 <= Self.lastRow || row.cells.isEmpty else {
                    throw .broken("it has more rows than a sheet")
                }
                for place in number..<(row.cells.isEmpty ? number : next) {
                    row.number = place
                    try take(row)
                }
                number = min(next, Self.lastRow)
            }
        }
    }

    /// Begins a row, or reads what is in one; whether the element was read to its end.
    private mutating func readInside(
        _ row: inout SheetRow
    ) throws(WorkbookError.Problem) -> Bool {
        if scanner.isNamed("table-row") {
            (row, width) = (SheetRow(), 0)
            repeats = count("number-rows-repeated")
            row.isHidden = (scanner.attribute("visibility") ?? "visible") != "visible"
            return false
        }
        if scanner.isNamed("table-cell") || scanner.isNamed("covered-table-cell") {
            try readCell(into: &row)
            return true
        }
        guard scanner.isNamed("shapes") || scanner.isNamed("named-expressions") else {
            return false
        }
        try scanner.skip()
        return true
    }

    private func count(_ attribute: StaticString) -> Int {
        max(1, scanner.attribute(attribute).flatMap { Int($0) } ?? 1)
    }

    private mutating func readCell(into row: inout SheetRow) throws(WorkbookError.Problem) {
        let repeats = count("number-columns-repeated")
        let column = width
        let kind = scanner.attribute("value-type") ?? ""
        let number =
            ["float", "currency", "percentage"].contains(kind)
            ? scanner.attribute("value").flatMap { DecimalDigits(Array($0.utf8)) } : nil
        let stored = scanner.attribute("string-value")
        let shown = try paragraphs() ?? stored ?? ""
        width = column + repeats
        guard !shown.isEmpty else { return }
        guard width <= Self.lastColumn else { throw .broken("a row has more cells than a sheet") }
        for place in column..<width {
            row.cells.append((place, number.map { .shown(shown, $0) } ?? .text(shown)))
        }
    }

    /// The text of a cell whose start was read, up to its end; nil where it has no paragraph.
    private mutating func paragraphs() throws(WorkbookError.Problem) -> String? {
        var (lines, line, open): ([String], String?, Int) = ([], nil, 1)
        while open > 0 {
            switch try scanner.next() {
            case .finished: throw .broken("a part ends too early")
            case .text:
                line = line.map { Self.joined($0, String(decoding: scanner.text, as: UTF8.self)) }
            case .start:
                if scanner.isNamed("annotation") || scanner.isNamed("shape")
                    || scanner.isNamed("frame")
                {
                    try scanner.skip()
                    continue
                }
                open += 1
                if scanner.isNamed("p"), line == nil {
                    line = ""
                    scanner.wantsText = true
                } else if scanner.isNamed("s") {
                    line? += String(repeating: " ", count: min(count("c"), 10_000))
                } else if scanner.isNamed("tab") {
                    line? += "\t"
                } else if scanner.isNamed("line-break") {
                    line? += "\n"
                }
            case .end:
                open -= 1
                if scanner.isNamed("p"), let whole = line {
                    lines.append(whole)
                    line = nil
                    scanner.wantsText = false
                }
            }
        }
        scanner.wantsText = false
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    /// White space in the file is one space; more is written as elements.
    private static func joined(_ line: String, _ text: String) -> String {
        var line = line
        for scalar in text.unicodeScalars {
            if scalar != " ", scalar != "\t", scalar != "\n" {
                line.unicodeScalars.append(scalar)
            } else if line.unicodeScalars.last != " " {
                line.append(" ")
            }
        }
        return line
    }
}
