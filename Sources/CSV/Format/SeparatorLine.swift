// SPDX-License-Identifier: Apache-2.0

/// The line `sep=;` with which a spreadsheet's file may begin.
enum SeparatorLine {
    /// The delimiter that the line names.
    ///
    /// - Parameter head: A file's first bytes in UTF-8.
    /// - Returns: Nil where the first line is another one.
    static func delimiter(in head: [UInt8]) -> UInt8? {
        let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head[3...] : head[...]
        var line = text.prefix(8).prefix { $0 != .lineFeed && $0 != .carriageReturn }
        if line.first == .quote, line.last == .quote { line = line.dropFirst().dropLast() }
        guard line.count == 5, line.prefix(4).map({ $0 | 0x20 }) == Array("sep=".utf8), let mark = line.last,
            CSVDialect.canDelimit(mark)
        else { return nil }
        return mark
    }
}
