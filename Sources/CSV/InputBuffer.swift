// SPDX-License-Identifier: Apache-2.0

/// Holds the bytes that were read and not yet scanned; its memory is used again for every read.
struct InputBuffer: Sendable {
    /// Long enough that system calls do not count, short enough to stay in the processor's cache.
    static let capacity = 128 * 1024
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private var storage = [UInt8](repeating: 0, count: capacity)
    private var position = 0
    private var limit = 0
    /// Whether the last read brought ASCII only, which needs no validation.
    private(set) var isASCII = true

    var isEmpty: Bool {
        position == limit
    }

    /// Reads on once all bytes are used up.
    ///
    /// - Returns: Whether there was anything left to read.
    mutating func refill(from source: inout some ByteSource) throws(ReadFailure) -> Bool {
        (position, limit) = (0, 0)
        try readMore(from: &source)
        isASCII = storage[..<limit].reduce(0, |) < 0x80
        return limit > 0
    }

    /// Makes the first read, which leaves out a byte order mark.
    mutating func start(from source: inout some ByteSource) throws(ReadFailure) {
        repeat {
            let before = limit
            try readMore(from: &source)
            if limit == before { break }
        } while limit < Self.byteOrderMark.count
        if storage[..<limit].starts(with: Self.byteOrderMark) { position = Self.byteOrderMark.count }
        isASCII = storage[position..<limit].reduce(0, |) < 0x80
    }

    /// Calls a closure with the bytes that are left; it returns how many it has used.
    mutating func consume<R>(_ body: (UnsafeRawBufferPointer) -> (used: Int, result: R)) -> R {
        let (used, result) = storage.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[position..<limit])) }
        position += min(max(0, used), limit - position)
        return result
    }

    private mutating func readMore(from source: inout some ByteSource) throws(ReadFailure) {
        let free = limit
        let count = try storage.withUnsafeMutableBufferPointer { (bytes) throws(ReadFailure) -> Int in
            try source.read(
                into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(bytes)[free...])
            )
        }
        limit += min(max(0, count), Self.capacity - limit)
    }
}
