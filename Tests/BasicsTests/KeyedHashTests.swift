// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Basics

@Suite struct KeyedHashTests {
    struct Vector: Sendable {
        let key: [UInt8]
        let data: [UInt8]
        let digest: String
    }

    /// RFC 4231 §4.2 to §4.8, without §4.6 (which truncates).
    static let vectors = [
        Vector(
            key: [UInt8](repeating: 0x0B, count: 20),
            data: Array("Hi There".utf8),
            digest: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        Vector(
            key: Array("Jefe".utf8),
            data: Array("what do ya want for nothing?".utf8),
            digest: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        Vector(
            key: [UInt8](repeating: 0xAA, count: 20),
            data: [UInt8](repeating: 0xDD, count: 50),
            digest: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        Vector(
            key: Array(0x01...0x19),
            data: [UInt8](repeating: 0xCD, count: 50),
            digest: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
        ),
        Vector(
            key: [UInt8](repeating: 0xAA, count: 131),
            data: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            digest: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        Vector(
            key: [UInt8](repeating: 0xAA, count: 131),
            data: Array(
                ("This is a test using a larger than block-size key and a larger than block-size data. "
                    + "The key needs to be hashed before being used by the HMAC algorithm.").utf8
            ),
            digest: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
        ),
    ]

    @Test(arguments: vectors)
    func `the published digests come out`(vector: Vector) {
        #expect(KeyedHash(key: vector.key).digest(of: vector.data).hex == vector.digest)
    }

    @Test func `another key gives another digest of the same text`() {
        let (one, other) = (KeyedHash(key: [1]), KeyedHash(key: [2]))
        #expect(one.digest(of: "Hello") != other.digest(of: "Hello"))
        #expect(one.digest(of: "Hello") == KeyedHash(key: [1]).digest(of: "Hello".utf8))
    }
}
