// SPDX-License-Identifier: Apache-2.0

import CCrypto

#if canImport(CryptoKit)
import CryptoKit
import Foundation
#endif

/// What a hash function makes of a stream: 32 bytes by SHA-256, 20 by HMAC-SHA-1.
///
/// `==` stops at the first difference. Where somebody else sent one of the two, to prove that they
/// hold a key, compare by `ConstantTime`.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
    /// The bytes, most significant first.
    package let bytes: [UInt8]

    /// Two lower-case hexadecimal digits for each byte.
    package var hex: String { Hex.text(of: bytes) }

    package var description: String { hex }
}

/// SHA-256 (FIPS 180-4 §6.2) of a stream, by CryptoKit or, where there is none, by libcrypto.
///
/// A value like any other: a copy goes on by itself.
package struct SHA256 {
    private var state = SystemSHA256()

    package init() {}

    /// Returns the digest of `bytes` in one step.
    package static func digest(of bytes: some Sequence<UInt8>) -> Digest {
        Digest(bytes: bytes.withBytes(SystemSHA256.digest))
    }

    /// Takes in the next bytes of the stream, in pieces of any size.
    package mutating func update(_ bytes: [UInt8]) { update(bytes[...]) }

    /// Takes in the next bytes of the stream, in pieces of any size.
    package mutating func update(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBytes { state.update($0) }
    }

    /// Returns the digest of all bytes so far; the hash itself can go on.
    package func finalized() -> Digest { Digest(bytes: state.finalized()) }
}

/// HMAC (RFC 2104): a digest that only the holder of the key can make, or test a guess against.
package enum HMAC {
    /// Returns 32 bytes.
    package static func sha256(of message: some Sequence<UInt8>, key: [UInt8]) -> Digest {
        Digest(bytes: message.withBytes { SystemHMAC.sha256(of: $0, key: key) })
    }

    /// Returns 20 bytes, for protocols that want no better, such as Twilio's signed webhooks.
    ///
    /// SHA-1 collides, but that breaks no HMAC (RFC 6194 §3.3).
    package static func sha1(of message: some Sequence<UInt8>, key: [UInt8]) -> Digest {
        Digest(bytes: message.withBytes { SystemHMAC.sha1(of: $0, key: key) })
    }
}

/// HMAC-SHA-256 by one key.
///
/// The ledger keeps such a hash instead of a message's text, so that it can tell that a text
/// changed without holding the text.
package struct KeyedHash: Sendable {
    private let key: [UInt8]

    /// - Parameter key: of any length; 32 random bytes are the customary length.
    package init(key: [UInt8]) { self.key = key }

    package func digest(of bytes: some Sequence<UInt8>) -> Digest {
        HMAC.sha256(of: bytes, key: key)
    }

    /// The digest of the text's UTF-8 bytes.
    package func digest(of text: String) -> Digest { digest(of: text.utf8) }
}

/// Comparing what somebody sent with what is right, so that the time it takes tells nothing.
package enum ConstantTime {
    /// Whether two sequences are the same; only their lengths can be learned from the time.
    package static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        one.count == other.count && CRYPTO_memcmp(one, other, one.count) == 0
    }
}

extension Sequence<UInt8> {
    /// Lends the bytes as one piece of memory; they are copied first where they do not lie so.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        withContiguousStorageIfAvailable { body(UnsafeRawBufferPointer($0)) }
            ?? Array(self).withUnsafeBytes(body)
    }
}

#if canImport(CryptoKit)

private struct SystemSHA256 {
    private var hash = CryptoKit.SHA256()

    static func digest(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var state = SystemSHA256()
        state.update(bytes)
        return state.finalized()
    }

    mutating func update(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }

    func finalized() -> [UInt8] { Array(hash.finalize()) }
}

private enum SystemHMAC {
    static func sha256(of message: UnsafeRawBufferPointer, key: [UInt8]) -> [UInt8] {
        Array(
            CryptoKit.HMAC<CryptoKit.SHA256>.authenticationCode(
                for: message, using: SymmetricKey(data: key)))
    }

    static func sha1(of message: UnsafeRawBufferPointer, key: [UInt8]) -> [UInt8] {
        Array(
            CryptoKit.HMAC<Insecure.SHA1>.authenticationCode(
                for: message, using: SymmetricKey(data: key)))
    }
}

#else

/// SHA-256 by libcrypto; copies share a context until one of them goes on.
private struct SystemSHA256 {
    static let byteCount = 32

    private var context = DigestContext()

    static func digest(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
        filled(byteCount) {
            EVP_Digest(bytes.baseAddress, bytes.count, $0, nil, EVP_sha256(), nil) == 1
        }
    }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        if !isKnownUniquelyReferenced(&context) { context = DigestContext(copying: context) }
        context.update(bytes)
    }

    func finalized() -> [UInt8] { DigestContext(copying: context).finished() }
}

/// Owns libcrypto's state of one SHA-256.
private final class DigestContext {
    /// Where there is no memory for it, libcrypto refuses the nil.
    private let pointer = EVP_MD_CTX_new()

    init() { require(EVP_DigestInit_ex(pointer, EVP_sha256(), nil) == 1) }

    init(copying other: DigestContext) { require(EVP_MD_CTX_copy_ex(pointer, other.pointer) == 1) }

    deinit { EVP_MD_CTX_free(pointer) }

    func update(_ bytes: UnsafeRawBufferPointer) {
        require(EVP_DigestUpdate(pointer, bytes.baseAddress, bytes.count) == 1)
    }

    /// Ends the stream; the context is of no use afterwards.
    func finished() -> [UInt8] {
        filled(SystemSHA256.byteCount) { EVP_DigestFinal_ex(pointer, $0, nil) == 1 }
    }
}

private enum SystemHMAC {
    static func sha256(of message: UnsafeRawBufferPointer, key: [UInt8]) -> [UInt8] {
        code(of: message, key: key, hash: EVP_sha256())
    }

    static func sha1(of message: UnsafeRawBufferPointer, key: [UInt8]) -> [UInt8] {
        code(of: message, key: key, hash: EVP_sha1())
    }

    private static func code(
        of message: UnsafeRawBufferPointer, key: [UInt8], hash: OpaquePointer?
    ) -> [UInt8] {
        filled(Int(EVP_MD_get_size(hash))) { code in
            ccrypto_hmac(hash, key, Int32(key.count), message.baseAddress, message.count, code)
                != nil
        }
    }
}

/// Ends the program where libcrypto failed, the only place where it ends itself.
///
/// With a wrong digest one list would pass for another, and nothing else can be done: either there
/// is no memory, at which Swift ends every program, or OpenSSL's configuration takes SHA-256 away,
/// without which no certificate of a provider can be checked either.
private func require(_ succeeded: Bool) {
    precondition(
        succeeded,
        "libcrypto makes no digest: out of memory, or OpenSSL's configuration offers no SHA-256")
}

/// Returns `count` bytes that `fill` writes and answers for.
private func filled(_ count: Int, by fill: (UnsafeMutablePointer<UInt8>?) -> Bool) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
        require(fill(buffer.baseAddress))
        initializedCount = count
    }
}

#endif
