// SPDX-License-Identifier: Apache-2.0

package import Basics

/// Is told how many further bytes of a list were read.
package typealias ListWatch = @Sendable (_ bytes: Int) -> Void

/// A list's bytes, hashed chunk by chunk as they pass.
///
/// The first reading collects the digests. A later one compares: a chunk that differs is not handed
/// on, so that nothing is ever sent from a list that is not the one that was planned.
package struct HashedSource: ByteSource {
    /// Collects digests while a list is read; read it when the list has ended.
    package final class Collector {
        /// What was collected so far.
        package fileprivate(set) var digest = ListDigest()

        /// Makes an empty collector.
        package init() {}
    }

    private var base: FileByteSource
    private let collector: Collector
    private let expected: ListDigest?
    private let watch: ListWatch?
    private var chunk: [UInt8] = []
    private var position = 0
    private var hasEnded = false
    private var bound = LineBound()

    /// Wraps a source.
    ///
    /// - Parameters:
    ///   - base: the list's bytes from their beginning.
    ///   - collector: where the digests go.
    ///   - expected: what they must be; `nil` in the first reading.
    ///   - watch: told of every chunk.
    package init(
        _ base: FileByteSource, into collector: Collector, expecting expected: ListDigest? = nil,
        watch: ListWatch? = nil
    ) {
        self.base = base
        self.collector = collector
        self.expected = expected
        self.watch = watch
    }

    package mutating func read(
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(ReadFailure) -> Int {
        if position == chunk.count, !hasEnded { try fill() }
        let count = min(buffer.count, chunk.count - position)
        buffer.copyBytes(from: chunk[position..<position + count])
        position += count
        return count
    }

    private mutating func fill() throws(ReadFailure) {
        (chunk, position) = ([], 0)
        var bytes = [UInt8](repeating: 0, count: ListDigest.chunkSize)
        var count = 0
        while count < bytes.count {
            let read = try base.read(into: &bytes, from: count)
            if read == 0 { break }
            count += read
        }
        hasEnded = count < bytes.count
        watch?(count)
        try bound.note(bytes[..<count])
        if count > 0 { try check(bytes[..<count]) } else { try checkEnd() }
        chunk = Array(bytes[..<count])
        if hasEnded, count > 0 { try checkEnd() }
    }

    private func check(_ bytes: ArraySlice<UInt8>) throws(ReadFailure) {
        let digest = SHA256.digest(of: bytes)
        let index = collector.digest.chunks.count
        if let expected, index >= expected.chunks.count || expected.chunks[index] != digest {
            throw .changed
        }
        collector.digest.chunks.append(digest)
    }

    private func checkEnd() throws(ReadFailure) {
        if let expected, expected.chunks.count != collector.digest.chunks.count { throw .changed }
    }
}

extension ReadFailure {
    /// The list is not what it was when it was planned.
    package static let changed = ReadFailure(
        "it changed while it was being worked on; run again to plan it anew")
}

/// The fingerprint of a list: a SHA-256 for each chunk, so that a second reading is checked as it
/// goes on.
package struct ListDigest: Sendable, Hashable {
    /// Bytes in a chunk; only the last may have fewer.
    static let chunkSize = 256 * 1024

    /// The chunks' digests, in order.
    package internal(set) var chunks: [Digest] = []

    /// Makes the fingerprint of no bytes.
    package init() {}

    /// One digest for the whole list, as the ledger keeps it.
    package var whole: String { SHA256.digest(of: chunks.flatMap(\.bytes)).hex }
}
