// SPDX-License-Identifier: Apache-2.0

/// Computes SHA-256 digests of byte streams (FIPS 180-4 §6.2).
///
/// The toolchain brings no hash function of cryptographic strength on Linux, and SQLite's library
/// none either, so this is our own: plain Swift, checked against the vectors of FIPS 180-4. It is
/// used to recognise lists, templates and texts, never for passwords.
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

    /// Spreads the sixteen words of a block over the 64 words of the rounds (FIPS 180-4 §6.2.2 step
    /// 1).
    private static func spread(
        _ block: ArraySlice<UInt8>,
        over words: UnsafeMutableBufferPointer<UInt32>
    ) {
        words.initialize(repeating: 0)
        for (offset, byte) in block.enumerated() {
            words[offset / 4] = words[offset / 4] << 8 | UInt32(byte)
        }
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
        stride(from: Self.bitWidth - 8, through: 0, by: -8).map {
            UInt8(truncatingIfNeeded: self >> Self($0))
        }
    }
}

/// The constants of SHA-256 (FIPS 180-4 §4.2.2 and §5.3.3).
enum SHA256Constants {
    /// The first 32 bits of the fractional parts of the square roots of the first 8 primes.
    static let initialState: SIMD8<UInt32> = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
        0x5be0_cd19,
    ]

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    static let rounds: [UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
        0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7,
        0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc,
        0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351,
        0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e,
        0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585,
        0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f,
        0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
        0xc671_78f2,
    ]
}

/// Holds the 32 bytes that SHA-256 makes of a stream.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
    /// The bytes, most significant first.
    package let bytes: [UInt8]

    /// The digest as 64 lower-case hexadecimal digits.
    package var hex: String { Hex.text(of: bytes) }

    /// The same as `hex`.
    package var description: String { hex }
}

/// Writes and reads bytes as hexadecimal digits.
package enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    /// Returns two lower-case digits for each byte.
    package static func text(of bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 0xF)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Returns the bytes that `text` spells, or nil where it is not pairs of hexadecimal digits.
    package static func bytes(of text: String) -> [UInt8]? {
        let values = text.map(\.hexDigitValue)
        guard values.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: values.count, by: 2) {
            guard let high = values[start], let low = values[start + 1] else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return bytes
    }
}
