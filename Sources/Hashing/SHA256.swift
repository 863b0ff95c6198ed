// SPDX-License-Identifier: Apache-2.0

/// Computes SHA-256 digests of byte streams (FIPS 180-4 §6.2).
///
/// The toolchain brings no hash function of cryptographic strength on Linux, and SQLite's library none either, so this is our own:
/// plain Swift, checked against the vectors of FIPS 180-4. It is used to recognise lists, templates and texts, never for passwords.
package struct SHA256: Sendable {
    /// The bytes in one block of the algorithm.
    static let blockSize = 64

    private var state = SHA256Constants.initialState
    private var pending: [UInt8] = []
    private var byteCount: UInt64 = 0

    /// Creates a hash of nothing yet.
    package init() {
        pending.reserveCapacity(Self.blockSize)
    }

    /// Returns the digest of `bytes` in one step.
    package static func digest(of bytes: some Sequence<UInt8>) -> Digest {
        var hash = SHA256()
        hash.update(Array(bytes))
        return hash.finalized()
    }

    /// Takes in the next bytes of the stream, in pieces of any size.
    package mutating func update(_ bytes: [UInt8]) {
        update(bytes[...])
    }

    /// Takes in the next bytes of the stream, in pieces of any size.
    package mutating func update(_ bytes: ArraySlice<UInt8>) {
        byteCount &+= UInt64(bytes.count)
        var rest = fillPending(from: bytes)
        while rest.count >= Self.blockSize {
            compress(rest.prefix(Self.blockSize))
            rest = rest.dropFirst(Self.blockSize)
        }
        pending.append(contentsOf: rest)
    }

    /// Returns the digest of all bytes so far; the hash itself can go on.
    package func finalized() -> Digest {
        var last = self
        last.pad()
        return Digest(bytes: last.state.indices.flatMap { last.state[$0].bigEndianBytes })
    }

    /// Completes a block that an earlier piece began, and returns what it left of the new piece.
    private mutating func fillPending(from bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard !pending.isEmpty else { return bytes }
        let missing = min(Self.blockSize - pending.count, bytes.count)
        pending.append(contentsOf: bytes.prefix(missing))
        guard pending.count == Self.blockSize else { return bytes.dropFirst(missing) }
        compress(pending[...])
        pending.removeAll(keepingCapacity: true)
        return bytes.dropFirst(missing)
    }

    /// Appends the one bit, the zeros and the length in bits (FIPS 180-4 §5.1.1).
    private mutating func pad() {
        let bitCount = byteCount &* 8
        let used = (pending.count + 1 + 8) % Self.blockSize
        let zeros = used == 0 ? 0 : Self.blockSize - used
        update([0x80] + [UInt8](repeating: 0, count: zeros) + bitCount.bigEndianBytes)
    }

    private mutating func compress(_ block: ArraySlice<UInt8>) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.blockSize) { words in
            Self.spread(block, over: words)
            compress(words)
        }
    }

    private mutating func compress(_ schedule: UnsafeMutableBufferPointer<UInt32>) {
        let constants = SHA256Constants.rounds
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for round in 0..<Self.blockSize {
            let sum1 = e.rotatedRight(6) ^ e.rotatedRight(11) ^ e.rotatedRight(25)
            let choice = (e & f) ^ (~e & g)
            let first = h &+ sum1 &+ choice &+ constants[round] &+ schedule[round]
            let sum0 = a.rotatedRight(2) ^ a.rotatedRight(13) ^ a.rotatedRight(22)
            let majority = (a & b) ^ (a & c) ^ (b & c)
            (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ sum0 &+ majority)
        }
        state &+= SIMD8(a, b, c, d, e, f, g, h)
    }

    /// Spreads the sixteen words of a block over the 64 words of the rounds (FIPS 180-4 §6.2.2 step 1).
    private static func spread(_ block: ArraySlice<UInt8>, over words: UnsafeMutableBufferPointer<UInt32>) {
        words.initialize(repeating: 0)
        for (offset, byte) in block.enumerated() { words[offset / 4] = words[offset / 4] << 8 | UInt32(byte) }
        for index in 16..<blockSize {
            let (early, late) = (words[index - 15], words[index - 2])
            let sigma0 = early.rotatedRight(7) ^ early.rotatedRight(18) ^ (early >> 3)
            let sigma1 = late.rotatedRight(17) ^ late.rotatedRight(19) ^ (late >> 10)
            words[index] = words[index - 16] &+ sigma0 &+ words[index - 7] &+ sigma1
        }
    }
}

extension UInt32 {
    fileprivate func rotatedRight(_ count: UInt32) -> UInt32 {
        self >> count | self << (32 - count)
    }
}

extension FixedWidthInteger {
    fileprivate var bigEndianBytes: [UInt8] {
        stride(from: Self.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: self >> Self($0)) }
    }
}
