// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Basics

@Suite struct HMACTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let name: String
        let key: [UInt8]
        let message: [UInt8]
        let code: String

        var testDescription: String { name }
    }

    /// RFC 4231 §4.2 to §4.8 (128 bits of the fifth case), and one that is not the RFC's.
    static let sha256 = [
        Vector(
            name: "case 1",
            key: repeated(0x0B, 20),
            message: Array("Hi There".utf8),
            code: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        Vector(
            name: "case 2",
            key: Array("Jefe".utf8),
            message: Array("what do ya want for nothing?".utf8),
            code: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        Vector(
            name: "case 3",
            key: repeated(0xAA, 20),
            message: repeated(0xDD, 50),
            code: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        Vector(
            name: "case 4",
            key: Array(0x01...0x19),
            message: repeated(0xCD, 50),
            code: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
        ),
        Vector(
            name: "case 5",
            key: repeated(0x0C, 20),
            message: Array("Test With Truncation".utf8),
            code: "a3b6167473100ee06e0c796c2955552b"
        ),
        Vector(
            name: "case 6",
            key: repeated(0xAA, 131),
            message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            code: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        Vector(
            name: "case 7",
            key: repeated(0xAA, 131),
            message: Array(
                """
                This is a test using a larger than block-size key and a larger than block-size \
                data. \
                The key needs to be hashed before being used by the HMAC algorithm.
                """.utf8
            ),
            code: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
        ),
        Vector(
            name: "nothing, by an empty key",
            key: [],
            message: [],
            code: "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"
        ),
    ]

    /// RFC 2202 §3, and one that is not the RFC's.
    static let sha1 = [
        Vector(
            name: "case 1",
            key: repeated(0x0B, 20),
            message: Array("Hi There".utf8),
            code: "b617318655057264e28bc0b6fb378c8ef146be00"
        ),
        Vector(
            name: "case 2",
            key: Array("Jefe".utf8),
            message: Array("what do ya want for nothing?".utf8),
            code: "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"
        ),
        Vector(
            name: "case 3",
            key: repeated(0xAA, 20),
            message: repeated(0xDD, 50),
            code: "125d7342b9ac11cd91a39af48aa17b4f63f175d3"
        ),
        Vector(
            name: "case 4",
            key: Array(0x01...0x19),
            message: repeated(0xCD, 50),
            code: "4c9007f4026250c6bc8414f9bf50c86c2d7235da"
        ),
        Vector(
            name: "case 5",
            key: repeated(0x0C, 20),
            message: Array("Test With Truncation".utf8),
            code: "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04"
        ),
        Vector(
            name: "case 6",
            key: repeated(0xAA, 80),
            message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            code: "aa4ae5e15272d00e95705637ce8a3b55ed402112"
        ),
        Vector(
            name: "case 7",
            key: repeated(0xAA, 80),
            message: Array(
                "Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data".utf8
            ),
            code: "e8e99d0f45237d786d6bbaa7965c7808bbff1a91"
        ),
        Vector(
            name: "nothing, by an empty key",
            key: [],
            message: [],
            code: "fbdb1d1b18aa6c08324b7d64b71fb76370690e1d"
        ),
    ]

    @Test(arguments: sha256)
    func `HMAC-SHA-256 makes the published codes`(vector: Vector) {
        let code = HMAC.sha256(of: vector.message, key: vector.key)
        #expect(code.bytes.count == 32)
        #expect(code.hex.prefix(vector.code.count) == vector.code)
        #expect(KeyedHash(key: vector.key).digest(of: vector.message) == code)
    }

    @Test(arguments: sha1)
    func `HMAC-SHA-1 makes the published codes`(vector: Vector) {
        #expect(HMAC.sha1(of: vector.message, key: vector.key).hex == vector.code)
    }

    @Test func `another key gives another digest of the same text`() {
        let (one, other) = (KeyedHash(key: [1]), KeyedHash(key: [2]))
        #expect(one.digest(of: "Hello") != other.digest(of: "Hello"))
        #expect(one.digest(of: "Hello") == KeyedHash(key: [1]).digest(of: "Hello".utf8))
    }

    private static func repeated(_ byte: UInt8, _ count: Int) -> [UInt8] {
        [UInt8](repeating: byte, count: count)
    }
}
