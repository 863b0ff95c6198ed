// SPDX-License-Identifier: Apache-2.0

import Campaign

/// Writes the page of a report: the rows while they go by, then what was counted of them.
///
/// The rows come first in the file, so that one pass is enough and memory does not grow with them.
struct PageFile {
    private static let chunk = 64 * 1024

    private let file: AtomicFile
    private let layout: PageLayout
    private var bytes: [UInt8] = []
    private var facts = PageFacts()
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
    init(path: String, title: String, layout: PageLayout, budget: PageBudget = .standard) throws(FileFailure) {
        file = try AtomicFile(path: path)
        self.layout = layout
        self.budget = budget
        bytes += PageText.head(title: title).utf8
        bytes += "<script type=\"application/json\" id=\"titles\">".utf8
        PageJSON.append(layout.details.map(\.title), to: &bytes)
        bytes += "</script>\n<script type=\"application/json\" id=\"rows\">[".utf8
    }

    /// Adds the row that was read last.
    mutating func add<Source>(_ row: ReportFacts, _ rows: ReportReader<Source>) throws(FileFailure) {
        let row = PageRow(row, rows, layout)
        facts.add(row)
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
    mutating func finish(_ summary: Summary, _ context: PageContext) throws(FileFailure) -> String? {
        let summary = PageSummary(summary: summary, facts: facts, context: context).html
        bytes += "]</script>\n".utf8
        bytes += PageText.body(summary: summary, columns: layout.columns, note: budget.note).utf8
        try file.write(bytes)
        try file.replace()
        return budget.note
    }
}
