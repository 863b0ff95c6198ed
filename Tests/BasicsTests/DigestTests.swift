// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Basics

@Suite struct HexTests {
    @Test func `bytes come back as they were`() {
        let bytes = Array(UInt8.min ... .max)
        #expect(Hex.bytes(of: Hex.text(of: bytes)) == bytes)
        #expect(Hex.text(of: [0, 0x0F, 0xA0]) == "000fa0")
        #expect(Hex.bytes(of: "A0Ff") == [0xA0, 0xFF])
    }

    @Test(arguments: ["0", "0g", "zz", "é1", " 00"])
    func `what is not pairs of digits is nothing`(text: String) {
        #expect(Hex.bytes(of: text) == nil)
    }

    @Test func `a digest prints as its digits`() {
        #expect("\(Digest(bytes: [0xDE, 0xAD]))" == "dead")
    }
}

@Suite struct SHA256Tests {
    /// Vectors of FIPS 180-4's examples and NIST's CAVP short messages.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            """
            abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn\
            hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu
            """,
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
    ])
    func `the published digests come out`(text: String, digest: String) {
        var hash = SHA256()
        hash.update(Array(text.utf8))
        #expect(hash.finalized().hex == digest)
        #expect(SHA256.digest(of: text.utf8).hex == digest)
        #expect(SHA256.digest(of: text.utf8.lazy.map { $0 }).hex == digest)
    }

    @Test func `a million times the letter a, in uneven pieces, gives the published digest`() {
        var hash = SHA256()
        var left = 1_000_000
        var piece = 1
        while left > 0 {
            let count = min(piece, left)
            hash.update([UInt8](repeating: 0x61, count: count))
            left -= count
            piece = piece % 977 + 13
        }
        let published = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        #expect(hash.finalized().hex == published)
    }

    @Test(arguments: [1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129])
    func `where the pieces are cut makes no difference`(length: Int) {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let whole = SHA256.digest(of: bytes)
        for cut in 0...length {
            var hash = SHA256()
            hash.update(bytes[..<cut])
            hash.update(bytes[cut...])
            #expect(hash.finalized() == whole)
        }
    }

    @Test func `a digest can be taken in between, and the stream goes on`() {
        var hash = SHA256()
        hash.update(Array("ab".utf8))
        let early = hash.finalized()
        hash.update(Array("c".utf8))
        #expect(early == SHA256.digest(of: "ab".utf8))
        #expect(hash.finalized() == SHA256.digest(of: "abc".utf8))
    }

    @Test func `a copy goes on by itself`() {
        var one = SHA256()
        one.update(Array("ab".utf8))
        var other = one
        other.update(Array("c".utf8))
        one.update(Array("d".utf8))
        #expect(one.finalized() == SHA256.digest(of: "abd".utf8))
        #expect(other.finalized() == SHA256.digest(of: "abc".utf8))
    }
}

@Suite struct ConstantTimeTests {
    @Test(arguments: [
        ([UInt8](), [UInt8](), true),
        ([1, 2, 3], [1, 2, 3], true),
        ([1, 2, 3], [1, 2, 4], false),
        ([0, 2, 3], [1, 2, 3], false),
        ([1, 2, 3], [1, 2], false),
        ([], [0], false),
    ])
    func `only the same bytes are equal`(one: [UInt8], other: [UInt8], isEqual: Bool) {
        #expect(ConstantTime.areEqual(one, other) == isEqual)
        #expect(ConstantTime.areEqual(other, one) == isEqual)
    }
}
