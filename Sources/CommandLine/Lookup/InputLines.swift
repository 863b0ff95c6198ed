// SPDX-License-Identifier: Apache-2.0

import CSV

/// The lines of a byte source, one after the other; blank ones are left out, and a carriage return before the line end is none of theirs.
struct InputLines<Source: ByteSource> {
    /// A longer line is no number, and is cut here so that memory stays bounded.
    private static var longest: Int { 4096 }

    private var source: Source
    private var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    private var chunk: ArraySlice<UInt8> = []

    init(_ source: Source) {
        self.source = source
    }

    /// Reads the next line; `nil` at the end.
    mutating func next() throws(ReadFailure) -> String? {
        while let line = try nextLine() {
            let text = String(decoding: line, as: UTF8.self)
            if text.contains(where: { !$0.isWhitespace }) { return text }
        }
        return nil
    }

    private mutating func nextLine() throws(ReadFailure) -> [UInt8]? {
        var line: [UInt8] = []
        var hasStarted = false
        while true {
            if chunk.isEmpty, try !fill() { break }
            hasStarted = true
            let end = chunk.firstIndex(of: UInt8(ascii: "\n")) ?? chunk.endIndex
            line += chunk[..<end].prefix(Self.longest - line.count)
            let isComplete = end < chunk.endIndex
            chunk = chunk[(isComplete ? end + 1 : end)...]
            if isComplete { break }
        }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return hasStarted ? line : nil
    }

    private mutating func fill() throws(ReadFailure) -> Bool {
        let count = try source.read(into: &buffer)
        chunk = buffer[..<count]
        return count > 0
    }
}
