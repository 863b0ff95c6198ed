// SPDX-License-Identifier: Apache-2.0

/// How well a delimiter explains the first rows of a file.
struct DelimiterFit {
    let delimiter: UInt8
    /// Whether the rows cannot be read with it.
    var isBroken = false
    /// The fields of the header.
    private(set) var columns = 0
    /// The rows, that of the header included.
    private(set) var rows = 0
    private var fitting = 0
    /// Whether names in the header begin with a space, as after the comma of a sentence.
    private var isSpaced = false

    init(delimiter: UInt8) {
        self.delimiter = delimiter
    }

    /// The share of rows that are as wide as the header; a header alone explains itself.
    var share: Double { rows < 2 ? 1 : Double(fitting) / Double(rows - 1) }

    /// Counts the next row, the header first.
    mutating func add(_ record: CSVRecord) {
        rows += 1
        if rows > 1 {
            fitting += record.count == columns ? 1 : 0
        } else {
            columns = record.count
            isSpaced = (1..<max(1, columns)).contains { record.bytes(of: $0).first == .space }
        }
    }

    func isWorse(than other: DelimiterFit) -> Bool {
        if isBroken != other.isBroken { return isBroken }
        if share != other.share { return share < other.share }
        if isSpaced != other.isSpaced { return isSpaced }
        return columns < other.columns
    }
}
