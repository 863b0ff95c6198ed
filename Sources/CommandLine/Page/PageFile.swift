// SPDX-License-Identifier: Apache-2.0

import Campaign

/// Writes the page of a report: the rows while they go by, then what was counted of them.
///
/// The rows come first in the file, so that one pass is enough and memory does not grow with them.
struct PageFile {
    private static let chunk = 64 * 1024

    private let file: AtomicFile
    private var bytes: [UInt8] = []
    private var facts = PageFacts()
    private var isEmpty = true

    /// Begins the page.
    ///
    /// - Parameters:
    ///   - path: where the page is to be, readable for its owner alone.
    ///   - title: the report's name.
    /// - Throws: ``FileFailure`` where the page cannot be written.
    init(path: String, title: String) throws(FileFailure) {
        file = try AtomicFile(path: path)
        bytes += PageText.head(title: title).utf8
        bytes += "<script type=\"application/json\" id=\"rows\">[".utf8
    }

    /// Adds a row.
    mutating func add(_ row: PageRow) throws(FileFailure) {
        facts.add(row)
        bytes += (isEmpty ? "\n" : ",\n").utf8
        isEmpty = false
        PageJSON.append(row.cells, to: &bytes)
        guard bytes.count >= Self.chunk else { return }
        try file.write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    /// Writes the summary and puts the page in its place.
    mutating func finish(_ summary: Summary, filter: String) throws(FileFailure) {
        let summary = PageSummary(summary: summary, facts: facts, filter: filter).html
        bytes += "]</script>\n".utf8
        bytes += PageText.body(summary: summary).utf8
        try file.write(bytes)
        try file.replace()
    }
}
