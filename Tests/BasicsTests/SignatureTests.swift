// SPDX-License-Identifier: Apache-2.0

import CCrypto
import Testing

@testable import Basics

@Suite struct RS256Tests {
    @Test(arguments: [RS256Example.pkcs1, RS256Example.pkcs8])
    func `the published signature comes out`(pem: String) throws {
        let key = try RS256.PrivateKey(pem: pem)
        #expect(try key.signature(of: RS256Example.message.utf8) == RS256Example.signature)
        #expect(key.publicKey == (try RS256.PublicKey(pem: RS256Example.publicPEM)))
    }

    @Test(arguments: ["\n", "\r\n"])
    func `either line break, and words around the block, do no harm`(lineBreak: String) throws {
        let text = "The key:\n" + RS256Example.pkcs8 + "\nThat was it."
        let key = try RS256.PrivateKey(pem: text.replacing("\n", with: lineBreak))
        #expect(try key.signature(of: RS256Example.message.utf8) == RS256Example.signature)
    }

    @Test func `the published signature is accepted for its message alone`() throws {
        let key = try RS256.PublicKey(pem: RS256Example.publicPEM)
        #expect(key.accepts(RS256Example.signature, of: RS256Example.message.utf8))
        #expect(!key.accepts(RS256Example.signature, of: (RS256Example.message + " ").utf8))
        #expect(!key.accepts(RS256Example.signature, of: []))
    }

    @Test func `no signature with a changed bit, of another length or empty is accepted`() throws {
        let key = try RS256.PublicKey(pem: RS256Example.publicPEM)
        for index in RS256Example.signature.indices {
            var signature = RS256Example.signature
            signature[index] ^= 1 << (index % 8)
            #expect(!key.accepts(signature, of: RS256Example.message.utf8))
        }
        let right = RS256Example.signature
        for signature in [[], right.dropLast(), [0] + right, right + [0]] {
            #expect(!key.accepts(signature, of: RS256Example.message.utf8))
        }
    }

    /// What a signature is the power of (RFC 8017 §9.2), and forms that lax readers take for it.
    struct Encoding: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// The bytes before the digest and, after them, those behind it.
        let ends: ([UInt8], [UInt8])
        var start: [UInt8] = [0, 1]
        var padding: UInt8 = 0xFF
        var isRight = false

        /// The structure DigestInfo of SHA-256 up to the digest (RFC 8017 §9.2, note 1).
        static let digestInfo = bytes("3031 300d 06096086480165030402 01 0500 0420")

        static let all = [
            Encoding(testDescription: "the right one", ends: (digestInfo, []), isRight: true),
            Encoding(
                testDescription: "no NULL",
                ends: (bytes("302f 300b 06096086480165030402 01 0420"), [])
            ),
            Encoding(
                testDescription: "a length in the long form",
                ends: (bytes("308131 300d 06096086480165030402 01 0500 0420"), [])
            ),
            Encoding(
                testDescription: "the name of SHA-512",
                ends: (bytes("3031 300d 06096086480165030402 03 0500 0420"), [])
            ),
            Encoding(testDescription: "the digest alone", ends: ([], [])),
            Encoding(
                testDescription: "garbage behind the digest",
                ends: (digestInfo, [UInt8](repeating: 0xAB, count: 120))
            ),
            Encoding(
                testDescription: "padding of encryption",
                ends: (digestInfo, []),
                start: [0, 2]
            ),
            Encoding(testDescription: "padding of zeros", ends: (digestInfo, []), padding: 0),
        ]

        func block(for digest: Digest) -> [UInt8] {
            let end = [0] + ends.0 + digest.bytes + ends.1
            return start + [UInt8](repeating: padding, count: 256 - start.count - end.count) + end
        }
    }

    @Test(arguments: Encoding.all)
    func `a signature of any encoding but the right one is refused`(encoding: Encoding) throws {
        let key = try RS256.PublicKey(pem: RS256Example.publicPEM)
        let digest = SHA256.digest(of: RS256Example.message.utf8)
        let signature = try #require(power(of: encoding.block(for: digest)))
        #expect(key.accepts(signature, of: RS256Example.message.utf8) == encoding.isRight)
        #expect((signature == RS256Example.signature) == encoding.isRight)
    }

    /// Signs a block as it stands, without hash or padding.
    private func power(of block: [UInt8]) -> [UInt8]? {
        // libcrypto reads from the text itself, so the text has to stay.
        var text = RS256Example.pkcs1
        let key = text.withUTF8 { text in
            let source = BIO_new_mem_buf(text.baseAddress, Int32(text.count))
            defer { BIO_free(source) }
            return ccrypto_read_private_key(source)
        }
        let context = EVP_PKEY_CTX_new(key, nil)
        defer {
            EVP_PKEY_CTX_free(context)
            EVP_PKEY_free(key)
        }
        var count = 256
        var signature = [UInt8](repeating: 0, count: count)
        guard EVP_PKEY_sign_init(context) == 1,
            EVP_PKEY_CTX_set_rsa_padding(context, RSA_NO_PADDING) == 1,
            EVP_PKEY_sign(context, &signature, &count, block, block.count) == 1
        else { return nil }
        return signature
    }
}

@Suite struct Ed25519Tests {
    @Test(arguments: Ed25519Vector.all)
    func `the published signatures come out and are accepted`(vector: Ed25519Vector) throws {
        let (message, signature) = (bytes(vector.message), bytes(vector.signature))
        let key = try Ed25519.PrivateKey(bytes: bytes(vector.privateKey))
        #expect(key.publicKey.bytes == bytes(vector.publicKey))
        #expect(try key.signature(of: message) == signature)
        #expect(
            try Ed25519.PublicKey(bytes: bytes(vector.publicKey)).accepts(signature, of: message)
        )
    }

    @Test(arguments: Ed25519Vector.all)
    func `no other message, signature or key is accepted`(vector: Ed25519Vector) throws {
        let (message, signature) = (bytes(vector.message), bytes(vector.signature))
        let key = try Ed25519.PublicKey(bytes: bytes(vector.publicKey))
        #expect(!key.accepts(signature, of: message + [0]))
        for index in signature.indices {
            var changed = signature
            changed[index] ^= 1 << (index % 8)
            #expect(!key.accepts(changed, of: message))
        }
        for changed in [[], signature.dropLast(), signature + [0]] {
            #expect(!key.accepts(changed, of: message))
        }
        for other in Ed25519Vector.all where other.name != vector.name {
            #expect(
                try !Ed25519.PublicKey(bytes: bytes(other.publicKey)).accepts(
                    signature,
                    of: message
                )
            )
        }
    }

    @Test func `a signature that is not reduced is refused`() throws {
        let key = try Ed25519.PublicKey(bytes: bytes(Ed25519Vector.all[1].publicKey))
        #expect(bytes(Ed25519Vector.unreduced).count == 64)
        #expect(
            !key.accepts(bytes(Ed25519Vector.unreduced), of: bytes(Ed25519Vector.all[1].message))
        )
    }

    @Test func `bytes that are no point of the curve accept nothing`() throws {
        let key = try Ed25519.PublicKey(bytes: [2] + [UInt8](repeating: 0, count: 31))
        #expect(!key.accepts(bytes(Ed25519Vector.all[0].signature), of: []))
    }

    @Test func `the blocks of RFC 8410 are a pair`() throws {
        let key = try Ed25519.PrivateKey(pem: Blocks.ed25519Private)
        #expect(key.publicKey == (try Ed25519.PublicKey(pem: Blocks.ed25519Public)))
        let seed = bytes("d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842")
        let signature = try Ed25519.PrivateKey(bytes: seed).signature(of: [1, 2, 3])
        #expect(try key.signature(of: [1, 2, 3]) == signature)
        #expect(key.publicKey.accepts(signature, of: [1, 2, 3]))
    }
}

@Suite struct KeyErrorTests {
    typealias Case = (text: String, error: KeyError)

    static let bothPrivate: [Case] = [
        ("", .notPEM),
        ("not a key", .notPEM),
        (Blocks.protected, .protected),
        (Blocks.protectedTheOldWay, .protected),
        (Blocks.shortPublic, .publicWherePrivateBelongs),
        (Blocks.certificate, .otherBlock),
        (RS256Example.pkcs8.replacing("\n", with: "\\n"), .unreadable),
        (String(RS256Example.pkcs8.dropLast(200)), .unreadable),
        ("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", .unreadable),
    ]

    static let bothPublic: [Case] = [
        ("", .notPEM),
        (RS256Example.pkcs1, .privateWherePublicBelongs),
        (Blocks.protected, .privateWherePublicBelongs),
        (Blocks.certificate, .otherBlock),
        (String(RS256Example.publicPEM.dropLast(100)), .unreadable),
    ]

    @Test(arguments: bothPrivate + [(Blocks.ed25519Private, .otherAlgorithm(wanted: .rsa))])
    func `a text that is no private RSA key is told why`(text: String, error: KeyError) {
        #expect(throws: error) { try RS256.PrivateKey(pem: text) }
    }

    @Test(arguments: bothPrivate + [(RS256Example.pkcs1, .otherAlgorithm(wanted: .ed25519))])
    func `a text that is no private Ed25519 key is told why`(text: String, error: KeyError) {
        #expect(throws: error) { try Ed25519.PrivateKey(pem: text) }
    }

    @Test(
        arguments: bothPublic + [
            (Blocks.ed25519Public, .otherAlgorithm(wanted: .rsa)),
            (Blocks.shortPublic, .tooShort(bits: 1024)),
        ]
    )
    func `a text that is no public RSA key is told why`(text: String, error: KeyError) {
        #expect(throws: error) { try RS256.PublicKey(pem: text) }
    }

    @Test(arguments: bothPublic + [(RS256Example.publicPEM, .otherAlgorithm(wanted: .ed25519))])
    func `a text that is no public Ed25519 key is told why`(text: String, error: KeyError) {
        #expect(throws: error) { try Ed25519.PublicKey(pem: text) }
    }

    @Test(arguments: [0, 31, 33, 64])
    func `bytes that are too few or too many are no key`(count: Int) {
        let bytes = [UInt8](repeating: 7, count: count)
        #expect(throws: KeyError.wrongLength(bytes: count)) { try Ed25519.PrivateKey(bytes: bytes) }
        #expect(throws: KeyError.wrongLength(bytes: count)) { try Ed25519.PublicKey(bytes: bytes) }
    }

    @Test func `a private key whose numbers do not fit each other is found when it is read`() {
        let changed = RS256Example.pkcs1.replacing("AofgWCuLj", with: "AofgWCuLk")
        #expect(changed != RS256Example.pkcs1)
        #expect(throws: KeyError.unreadable) { try RS256.PrivateKey(pem: changed) }
    }

    @Test func `no failure leaves a word for whoever asks libcrypto next`() throws {
        ERR_clear_error()
        for (text, error) in Self.bothPrivate {
            #expect(throws: error) { try RS256.PrivateKey(pem: text) }
        }
        for (text, error) in Self.bothPublic {
            #expect(throws: error) { try Ed25519.PublicKey(pem: text) }
        }
        #expect(try !RS256.PublicKey(pem: RS256Example.publicPEM).accepts([1], of: []))
        #expect(try !Ed25519.PublicKey(pem: Blocks.ed25519Public).accepts([1], of: []))
        #expect(ERR_peek_error() == 0)
    }

    @Test func `nothing prints a private key`() throws {
        let rsa = try RS256.PrivateKey(pem: RS256Example.pkcs8)
        let ed25519 = try Ed25519.PrivateKey(pem: Blocks.ed25519Private)
        var dumped = ""
        dump(rsa, to: &dumped)
        dump(ed25519, to: &dumped)
        #expect(dumped.contains("der: ‹hidden›") && dumped.contains("seed: ‹hidden›"))
        for text in ["\(rsa)", "\(ed25519)", String(reflecting: rsa), String(reflecting: ed25519)] {
            #expect(text.contains("‹hidden›"))
        }
        // The first bytes of the seed, and of RFC 7515's private exponent.
        for digits in ["212, 238, 114", "18, 174, 113"] {
            #expect(!"\(rsa)\(ed25519)".contains(digits))
        }
    }

    @Test(arguments: [
        KeyError.notPEM, .protected, .publicWherePrivateBelongs, .privateWherePublicBelongs,
        .otherBlock,
        .otherAlgorithm(wanted: .rsa), .tooShort(bits: 1024), .wrongLength(bytes: 31), .unreadable,
    ])
    func `an error says what to do`(error: KeyError) {
        #expect(error.description.contains(/[,;] .+|belongs here/))
    }

    @Test func `the errors of lengths say how long a key is`() {
        #expect("\(KeyError.tooShort(bits: 1024))".contains("has 1024 bits"))
        #expect("\(KeyError.tooShort(bits: 1024))".contains("make one of 2048 bits or more"))
        #expect(
            "\(KeyError.wrongLength(bytes: 31))".contains("31 bytes, where an Ed25519 key has 32")
        )
    }
}
