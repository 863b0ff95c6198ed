// SPDX-License-Identifier: Apache-2.0

/// Gives bytes that are in memory already.
package struct MemoryByteSource: ByteSource, Sendable {
    private let bytes: [UInt8]
    private let chunk: Int
    private var position = 0

    /// Makes a source of bytes.
    ///
    /// - Parameters:
    ///   - bytes: What to give.
    ///   - chunk: The most to give at once (at least 1), as a pipe or a socket gives bytes in small
    ///     pieces.
    package init(_ bytes: [UInt8], chunk: Int = .max) {
        self.bytes = bytes
        self.chunk = max(1, chunk)
    }

    /// Makes a source of a text in UTF-8.
    ///
    /// - Parameters:
    ///   - text: What to give.
    ///   - chunk: The most bytes to give at once (at least 1).
    package init(_ text: String, chunk: Int = .max) {
        self.init(Array(text.utf8), chunk: chunk)
    }

    /// Reads some bytes into the front of a buffer; it never fails.
    package mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadFailure) -> Int {
        let count = min(buffer.count, chunk, bytes.count - position)
        buffer.copyBytes(from: bytes[position..<position + count])
        position += count
        return count
    }
}
