// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Basics

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
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
    ])
    func `the published digests come out`(text: String, digest: String) {
        #expect(SHA256.digest(of: text.utf8).hex == digest)
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
        #expect(
            hash.finalized().hex
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        )
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
}
