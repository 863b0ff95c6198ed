// SPDX-License-Identifier: Apache-2.0

package import Basics
import CSV
import Configuration
package import Lists
import TerminalKit

/// Writes the page of a report: the rows while they go by, then what was counted of them.
///
/// The rows come first in the file, so that one pass is enough and memory does not grow with them.
package struct PageFile {
    private static let chunk = 64 * 1024

    private let file: AtomicFile
    private let layout: PageLayout
    private var bytes: [UInt8] = []
    private var counts = PageCounts()
    private var budget: PageBudget
    private var isEmpty = true

    /// Begins the page.
    ///
    /// - Parameters:
    ///   - path: where the page is to be, readable for its owner alone.
    ///   - title: the report's name.
    ///   - layout: the columns that it shows.
    ///   - budget: how large it may become.
    /// - Throws: ``FileFailure`` where the page cannot be written.
    package init(
        path: String, title: String, layout: PageLayout, budget: PageBudget = .standard
    ) throws(FileFailure) {
        file = try AtomicFile(path: path)
        self.layout = layout
        self.budget = budget
        bytes += PageText.head(title: title).utf8
        bytes += "<script type=\"application/json\" id=\"titles\">".utf8
        PageJSON.append(layout.details.map { Printable.text($0.title) }, to: &bytes)
        bytes += "</script>\n<script type=\"application/json\" id=\"rows\">[".utf8
    }

    /// Adds the row that was read last.
    package mutating func add<Source>(
        _ row: ReportFacts, _ rows: ReportReader<Source>
    ) throws(FileFailure) {
        let row = PageRow(row, rows, layout: layout)
        counts.add(row)
        switch budget.spend(on: row) {
        case .all: append(row.cells + [row.details])
        case .cells: append(row.cells)
        case .nothing: return
        }
        guard bytes.count >= Self.chunk else { return }
        try file.write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    private mutating func append(_ texts: [String]) {
        bytes += (isEmpty ? "\n" : ",\n").utf8
        isEmpty = false
        PageJSON.append(texts, to: &bytes)
    }

    /// Writes the summary and puts the page in its place.
    ///
    /// - Returns: what did not fit into the page, in words; `nil` where all did.
    package mutating func finish(
        _ summary: Summary, _ context: PageContext
    ) throws(FileFailure) -> String? {
        let summary = PageSummary(summary: summary, counts: counts, context: context).html
        let note = budget.note(context.hints)
        bytes += "]</script>\n".utf8
        bytes += PageText.body(summary: summary, columns: layout.columns, note: note).utf8
        try file.write(bytes)
        try file.replace()
        return note
    }
}

/// How large a page may become, in bytes: browsers keep all of it in memory, several times over.
package struct PageBudget: Sendable {
    /// 64 MB of details: 100,000 rows with 20 columns of the user's own need about 30.
    static let standard = PageBudget(rows: 192_000_000, details: 64_000_000)

    private var rows: Int
    private var details: Int
    /// Rows whose details are left out.
    private(set) var withoutDetails = 0
    /// Rows that are left out altogether; they are counted all the same.
    private(set) var unlisted = 0

    /// - Parameters:
    ///   - rows: bytes for the table's own cells.
    ///   - details: bytes for what is shown of a row only when it is opened.
    init(rows: Int, details: Int) {
        self.rows = rows
        self.details = details
    }

    /// What of a row is put into the page.
    enum Share { case all, cells, nothing }

    /// Spends the bytes of a row; once something did not fit, nothing like it follows.
    mutating func spend(on row: PageRow) -> Share {
        rows -= row.cells.reduce(row.cells.count * 3) { $0 + $1.utf8.count }
        guard rows > 0 else {
            rows = 0
            unlisted += 1
            return .nothing
        }
        details -= row.details.utf8.count
        guard details > 0 || row.details.isEmpty else {
            details = 0
            withoutDetails += 1
            return .cells
        }
        return .all
    }

    /// What is missing, in words; `nil` where nothing is.
    func note(_ hints: PageHints) -> String? {
        let parts = [
            unlisted > 0 ? "\(Figures.count(unlisted, "row", "rows"))" : nil,
            withoutDetails > 0
                ? "the details of \(Figures.count(withoutDetails, "row", "rows"))" : nil,
        ]
        let missing = parts.compactMap { $0 }.joined(separator: " and ")
        guard !missing.isEmpty else { return nil }
        return "The page would be too large for a browser: \(missing) at the end of the report are "
            + "not on "
            + "it, though counted above. The report has everything; \(hints.makeSmaller)"
    }
}

/// One line of the page's table with its details, and what the page's charts count of it.
struct PageRow: Sendable, Hashable {
    /// The longest text of a cell in characters; the report has the rest.
    static let longest = 1000
    /// What stands between two details; JSON writes it in two bytes, and no shown text has it.
    static let separator = "\u{0C}"

    /// The texts of the table, as they were before they were made safe for spreadsheets.
    let cells: [String]
    /// The texts of the details, joined by ``separator``.
    let details: String
    let facts: ReportFacts
    /// The code of the refusal, or of a message that was accepted and did not arrive.
    let code: String
    let sentAt: String
    /// What the report says of it in words.
    let words: String

    /// Takes the row over that was read last.
    init<Source>(_ facts: ReportFacts, _ row: ReportReader<Source>, layout: PageLayout) {
        func cell(_ column: ReportColumn) -> String {
            Self.shown(SpreadsheetCell.original(row[column]))
        }
        func cell(at place: Int?) -> String {
            place.map { Self.shown(SpreadsheetCell.original(row[$0])) } ?? ""
        }
        let delivery = DeliveryFate(
            facts.delivery, detail: cell(at: layout.delivery.map { $0 + 1 }))
        self.facts = facts
        code = row[.errorCode].isEmpty ? delivery.code : cell(.errorCode)
        words = row[.detail].isEmpty ? delivery.words : cell(.detail)
        sentAt = cell(.sentAt)
        let (code, words, sentAt) = (code, words, sentAt)
        cells = layout.columns.map { column in
            switch column {
            case .row: cell(.row)
            case .number: row[.number].isEmpty ? cell(.phone) : cell(.number)
            case .name: cell(at: layout.name)
            case .region: cell(.region)
            case .type: Self.shown(facts.lineType)
            case .status: facts.status.rawValue
            case .reason: Self.shown(facts.reason)
            case .code: code
            case .delivery: cell(at: layout.delivery)
            case .sent: sentAt
            case .detail: words
            }
        }
        details = layout.details.map { cell(at: $0.place) }.joined(separator: Self.separator)
    }

    /// What the page shows of a text; characters that nobody sees, a form feed among them, are made
    /// visible.
    private static func shown(_ text: String) -> String {
        let text = Printable.lines(text)
        return text.utf8.count <= longest ? text : Printable.cut(text, to: longest)
    }
}

/// Writes texts as JSON that can stand inside of an HTML `script` element.
///
/// Such an element ends at `</script`, and `<!--` changes how its end is found; with `<`, `>` and
/// `&` as escapes neither can occur.
enum PageJSON {
    private static let digits = Array("0123456789abcdef".utf8)

    /// Appends an array of texts.
    static func append(_ texts: [String], to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "["))
        for (index, text) in texts.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(text, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if let short = letter(for: byte) {
                bytes += [UInt8(ascii: "\\"), short]
            } else if mustEscape(byte) {
                bytes += [
                    UInt8(ascii: "\\"), UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0"),
                ]
                bytes += [digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
            } else {
                bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The letter behind the backslash of what occurs often (RFC 8259, §7); `nil` for all other
    /// bytes.
    private static func letter(for byte: UInt8) -> UInt8? {
        switch byte {
        case 0x0A: UInt8(ascii: "n")
        case 0x0C: UInt8(ascii: "f")
        case 0x09: UInt8(ascii: "t")
        default: nil
        }
    }

    private static func mustEscape(_ byte: UInt8) -> Bool {
        switch byte {
        case ..<0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "\\"): true
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): true
        default: false
        }
    }
}

/// What the page shows above its table, counted while the rows go by.
struct PageCounts: Sendable {
    private(set) var lineTypes: [String: [Status: Int]] = [:]
    private(set) var failures = FailureGroups()
    private(set) var timeline = Timeline()

    mutating func add(_ row: PageRow) {
        if !row.facts.lineType.isEmpty {
            lineTypes[row.facts.lineType, default: [:]][row.facts.status, default: 0] += 1
        }
        failures.add(row)
        if let second = Timestamp.second(of: row.sentAt) { timeline.add(second: second) }
    }
}
