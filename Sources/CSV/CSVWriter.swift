// SPDX-License-Identifier: Apache-2.0

/// Writes rows as CSV after RFC 4180, in UTF-8, into bytes that the
/// caller takes out.
///
/// Lines end with CRLF. A field is quoted only where a reader needs it: a comma, a quote, a line
/// end, a space at either end, or a byte order mark at its front. What is written reads back the
/// same, save that a NUL, which no reader takes, becomes U+FFFD.
package struct CSVWriter: Sendable {
    private var bytes: [UInt8] = []

    /// Makes a writer that holds nothing, or the byte order mark by which a spreadsheet knows UTF-8.
    package init(withByteOrderMark: Bool = false) {
        if withByteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
    }

    /// How many bytes wait to be taken.
    package var count: Int {
        bytes.count
    }

    /// Appends a row.
    ///
    /// - Parameter fields: The texts of its fields. A row of one empty field is written as `""`,
    ///   for an empty line is no row.
    package mutating func append(row fields: some Sequence<String>) {
        let start = bytes.count
        var isFirst = true
        for field in fields {
            if !isFirst { bytes.append(.comma) }
            isFirst = false
            append(field)
        }
        if bytes.count == start, !isFirst { bytes += [.quote, .quote] }
        bytes += [.carriageReturn, .lineFeed]
    }

    /// Takes out all bytes that were written since the last time.
    package mutating func takeBytes() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private mutating func append(_ field: String) {
        var field = field
        field.makeContiguousUTF8()
        field.utf8.withContiguousStorageIfAvailable { append($0) }
    }

    private mutating func append(_ field: UnsafeBufferPointer<UInt8>) {
        let isQuoted = Self.needsQuotes(field)
        if isQuoted { bytes.append(.quote) }
        if field.contains(where: { $0 == .quote || $0 == .nul }) {
            field.forEach { appendEscaped($0) }
        } else {
            bytes.append(contentsOf: field)
        }
        if isQuoted { bytes.append(.quote) }
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        switch byte {
        case .quote: bytes += [.quote, .quote]
        case .nul: bytes += "\u{FFFD}".utf8
        default: bytes.append(byte)
        }
    }

    private static func needsQuotes(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
        field.first == .space || field.last == .space || field.starts(with: [0xEF, 0xBB, 0xBF])
            || field.contains { $0 == .comma || $0 == .quote || $0 == .carriageReturn || $0 == .lineFeed }
    }
}
