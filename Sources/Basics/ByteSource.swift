// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Gives bytes in order, from a file, from memory, or from another source that it decodes.
package protocol ByteSource {
    /// Reads some bytes into the front of a buffer.
    ///
    /// - Parameter buffer: Where to put them; never empty.
    /// - Returns: How many bytes were read, at least 1 before the end and 0 at the end.
    /// - Throws: ``ReadFailure`` when the source cannot be read on.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadFailure) -> Int
}

extension ByteSource {
    /// Reads into an array's bytes from an index on.
    ///
    /// - Returns: how many bytes were read; 0 at the end of the source.
    package mutating func read(
        into bytes: inout [UInt8], from start: Int = 0
    ) throws(ReadFailure) -> Int {
        try bytes.withUnsafeMutableBufferPointer { (buffer) throws(ReadFailure) -> Int in
            let raw = UnsafeMutableRawBufferPointer(buffer)
            return try read(into: UnsafeMutableRawBufferPointer(rebasing: raw[start...]))
        }
    }
}

/// Gives bytes that are in memory already.
package struct MemoryByteSource: ByteSource, Sendable {
    private let bytes: [UInt8]
    private let chunk: Int
    private var position = 0

    /// - Parameters:
    ///   - bytes: what to give.
    ///   - chunk: the most to give at once (at least 1), as a pipe or a socket gives bytes in small
    ///     pieces.
    package init(_ bytes: [UInt8], chunk: Int = .max) {
        self.bytes = bytes
        self.chunk = max(1, chunk)
    }

    /// - Parameters:
    ///   - text: what to give, in UTF-8.
    ///   - chunk: the most bytes to give at once (at least 1).
    package init(_ text: String, chunk: Int = .max) { self.init(Array(text.utf8), chunk: chunk) }

    package mutating func read(
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(ReadFailure) -> Int {
        let count = min(buffer.count, chunk, bytes.count - position)
        buffer.copyBytes(from: bytes[position..<position + count])
        position += count
        return count
    }
}

/// Finds out that a text will never end: every text that somebody wrote has line ends.
package struct LineBound: Sendable {
    /// The most bytes without a line end: no row of a list may be longer (16 MiB).
    package static let longest = 16 << 20

    private var count = 0

    /// Makes a bound at the beginning of a text.
    package init() {}

    /// Takes note of bytes that were read.
    ///
    /// - Throws: ``ReadFailure`` where too many came without a line end.
    package mutating func note(_ bytes: ArraySlice<UInt8>) throws(ReadFailure) {
        let end = bytes.lastIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        count = end.map { bytes.endIndex - $0 - 1 } ?? count + bytes.count
        if count > Self.longest {
            throw ReadFailure("16 MiB of it have no line end, so it is no list of lines")
        }
    }
}

/// Says why a source of bytes could not be read.
package struct ReadFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// The reason in words, such as "Input/output error".
    package let description: String

    package init(_ reason: String) { description = reason }

    /// Takes the system's words.
    ///
    /// - Parameter code: the value of `errno` right after the call that failed.
    package init(errno code: Int32) { description = String(cString: strerror(code)) }
}
