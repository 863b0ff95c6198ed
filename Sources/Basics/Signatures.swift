// SPDX-License-Identifier: Apache-2.0

// libcrypto on every system: CryptoKit knows no RSA, and its Ed25519 adds chance to each signature,
// where RFC 8032 has none.
import CCrypto

/// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 §8.2), which JSON Web Signatures call RS256
/// (RFC 7518 §3.3).
package enum RS256 {
    /// The fewest bits of a key's modulus (RFC 7518 §3.3).
    package static let shortestKey = 2048

    /// A key that signs.
    package struct PrivateKey: Sendable {
        /// The key that checks this one's signatures.
        package let publicKey: PublicKey

        /// The structure RSAPrivateKey (RFC 8017 §A.1.2).
        ///
        /// A pointer to libcrypto's own key is nothing that may go from thread to thread.
        private let der: SecretBytes

        /// Reads the first block “PRIVATE KEY” (PKCS#8) or “RSA PRIVATE KEY” (PKCS#1) of a text.
        package init(pem: String) throws(KeyError) {
            let key = try KeyHandle(privatePEM: pem).checked(for: .rsa)
            publicKey = PublicKey(key)
            der = SecretBytes(bytes: key.encoded(by: i2d_PrivateKey))
            guard let trial = try? signature(of: []), publicKey.accepts(trial, of: []) else {
                throw .unreadable
            }
        }

        /// Returns as many bytes as the modulus has; the same for the same message.
        package func signature(of message: some Sequence<UInt8>) throws(SigningError) -> [UInt8] {
            let bytes = message.withBytes { message in
                KeyHandle(der.bytes) { d2i_PrivateKey(EVP_PKEY_RSA, nil, $0, $1) }?.signature(
                    of: message, hash: EVP_sha256())
            }
            guard let bytes else { throw SigningError(algorithm: .rsa) }
            return bytes
        }
    }

    /// A key that checks signatures.
    package struct PublicKey: Hashable, Sendable {
        /// The structure SubjectPublicKeyInfo (RFC 5280 §4.1).
        private let der: [UInt8]

        /// Reads the first block “PUBLIC KEY” of a text.
        package init(pem: String) throws(KeyError) {
            self.init(try KeyHandle(publicPEM: pem).checked(for: .rsa))
        }

        fileprivate init(_ key: borrowing KeyHandle) { der = key.encoded(by: i2d_PUBKEY) }

        /// Whether the holder of the private key signed these bytes.
        package func accepts(_ signature: [UInt8], of message: some Sequence<UInt8>) -> Bool {
            message.withBytes { message in
                KeyHandle(der) { d2i_PUBKEY(nil, $0, $1) }?.accepts(
                    signature, of: message, hash: EVP_sha256()) ?? false
            }
        }
    }
}

/// Ed25519 (RFC 8032 §5.1), without context and without hashing the message first.
package enum Ed25519 {
    /// The bytes of either key (RFC 8032 §5.1.5).
    package static let keyLength = 32

    /// A key that signs.
    package struct PrivateKey: Sendable {
        /// The key that checks this one's signatures.
        package let publicKey: PublicKey

        private let seed: SecretBytes

        /// Takes the 32 random bytes that RFC 8032 calls the private key.
        package init(bytes: [UInt8]) throws(KeyError) {
            guard bytes.count == keyLength else { throw .wrongLength(bytes: bytes.count) }
            guard let key = KeyHandle(ed25519Seed: bytes) else { throw .unreadable }
            try self.init(key)
        }

        /// Reads the first block “PRIVATE KEY” (PKCS#8, RFC 8410 §7) of a text.
        package init(pem: String) throws(KeyError) {
            try self.init(try KeyHandle(privatePEM: pem).checked(for: .ed25519))
        }

        private init(_ key: borrowing KeyHandle) throws(KeyError) {
            guard let seed = key.raw(by: EVP_PKEY_get_raw_private_key) else { throw .unreadable }
            self.seed = SecretBytes(bytes: seed)
            publicKey = try PublicKey(key)
        }

        /// Returns 64 bytes; the same for the same message.
        package func signature(of message: some Sequence<UInt8>) throws(SigningError) -> [UInt8] {
            let bytes = message.withBytes { message in
                KeyHandle(ed25519Seed: seed.bytes)?.signature(of: message, hash: nil)
            }
            guard let bytes else { throw SigningError(algorithm: .ed25519) }
            return bytes
        }
    }

    /// A key that checks signatures.
    package struct PublicKey: Hashable, Sendable {
        /// The 32 bytes of RFC 8032 §5.1.5.
        package let bytes: [UInt8]

        /// Takes 32 bytes; where they are no point of the curve, no signature is ever accepted.
        package init(bytes: [UInt8]) throws(KeyError) {
            guard bytes.count == keyLength else { throw .wrongLength(bytes: bytes.count) }
            self.bytes = bytes
        }

        /// Reads the first block “PUBLIC KEY” (RFC 8410 §4) of a text.
        package init(pem: String) throws(KeyError) {
            try self.init(try KeyHandle(publicPEM: pem).checked(for: .ed25519))
        }

        fileprivate init(_ key: borrowing KeyHandle) throws(KeyError) {
            guard let bytes = key.raw(by: EVP_PKEY_get_raw_public_key) else { throw .unreadable }
            self.bytes = bytes
        }

        /// Whether the holder of the private key signed these bytes.
        package func accepts(_ signature: [UInt8], of message: some Sequence<UInt8>) -> Bool {
            message.withBytes { message in
                KeyHandle(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count))?
                    .accepts(signature, of: message, hash: nil) ?? false
            }
        }
    }
}

/// The kinds of keys that are understood.
package enum KeyAlgorithm: String, Sendable {
    case rsa = "RSA"
    case ed25519 = "Ed25519"
}

/// Why a text is no key that can be used; no part of the text is kept.
package enum KeyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no block of PEM in the text (RFC 7468).
    case notPEM
    /// A passphrase protects the private key.
    case protected
    case publicWherePrivateBelongs
    case privateWherePublicBelongs
    /// A certificate, say.
    case otherBlock
    case otherAlgorithm(wanted: KeyAlgorithm)
    /// An RSA key below `RS256.shortestKey`.
    case tooShort(bits: Int)
    /// A raw Ed25519 key that is not of `Ed25519.keyLength`.
    case wrongLength(bytes: Int)
    /// libcrypto cannot read the block, or the numbers in it do not fit each other.
    case unreadable

    package var description: String {
        switch self {
        case .notPEM:
            """
            this is no key in PEM form; copy all of it, with the lines “-----BEGIN” and “-----END”
            """
        case .protected:
            """
            the private key is protected by a passphrase; write it without one, by “openssl pkey \
            -in FILE -out NEW”
            """
        case .publicWherePrivateBelongs: "this is a public key; the private key belongs here"
        case .privateWherePublicBelongs:
            """
            this is a private key; the public key belongs here, as “openssl pkey -in FILE -pubout” \
            prints it
            """
        case .otherBlock:
            """
            this block of PEM is no key; take the one that begins “PRIVATE KEY” or “PUBLIC KEY”
            """
        case .otherAlgorithm(let wanted):
            "this key is of another kind; take an \(wanted.rawValue) key"
        case .tooShort(let bits):
            """
            this RSA key has \(bits) bits, too few to be safe; make one of \(RS256.shortestKey) \
            bits or more
            """
        case .wrongLength(let bytes):
            """
            this key has \(bytes) bytes, where an Ed25519 key has \(Ed25519.keyLength); copy all \
            of it
            """
        case .unreadable:
            """
            the key is damaged, or in a form that OpenSSL cannot read; copy all of it again, its \
            line breaks included
            """
        }
    }
}

/// A key that was sound when it was read signs nothing: memory is short, or OpenSSL's configuration
/// forbids the algorithm.
package struct SigningError: Error, Hashable, Sendable, CustomStringConvertible {
    package let algorithm: KeyAlgorithm

    package var description: String {
        """
        libcrypto made no \(algorithm.rawValue) signature; look whether memory is short, or \
        OpenSSL's configuration forbids it
        """
    }
}

/// The bytes of a private key, which neither text nor a debugger nor `dump` shows.
private struct SecretBytes: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    let bytes: [UInt8]

    var description: String { "‹hidden›" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}

/// Owns a key of libcrypto.
///
/// No function leaves a word in libcrypto's queue of errors, which belongs to the thread: libcurl's
/// connections read it too.
private struct KeyHandle: ~Copyable {
    private let pointer: OpaquePointer

    /// Takes over a key that libcrypto made, if it made one.
    init?(_ pointer: @autoclosure () -> OpaquePointer?) {
        guard let pointer = withoutTraces(pointer) else { return nil }
        self.pointer = pointer
    }

    /// Reads a key from what `encoded` returned.
    init?(
        _ der: [UInt8],
        by read: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, Int) -> OpaquePointer?
    ) {
        self.init(
            der.withUnsafeBufferPointer { der in
                var start = der.baseAddress
                return read(&start, der.count)
            })
    }

    init?(ed25519Seed seed: [UInt8]) {
        self.init(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count))
    }

    init(privatePEM text: String) throws(KeyError) {
        try self.init(text, by: ccrypto_read_private_key, otherwise: Self.fault(ofPrivate: text))
    }

    init(publicPEM text: String) throws(KeyError) {
        try self.init(text, by: ccrypto_read_public_key, otherwise: Self.fault(ofPublic: text))
    }

    private init(
        _ text: String, by read: (OpaquePointer?) -> OpaquePointer?,
        otherwise fault: @autoclosure () -> KeyError
    ) throws(KeyError) {
        var text = text
        let key = withoutTraces {
            text.withUTF8 { text in
                let source = BIO_new_mem_buf(text.baseAddress, Int32(clamping: text.count))
                defer { BIO_free(source) }
                return read(source)
            }
        }
        guard let key else { throw fault() }
        pointer = key
    }

    deinit { EVP_PKEY_free(pointer) }

    private static func fault(ofPrivate text: String) -> KeyError {
        guard text.contains("-----BEGIN ") else { return .notPEM }
        if text.contains("ENCRYPTED") { return .protected }
        if text.contains("PRIVATE KEY-----") { return .unreadable }
        return text.contains("PUBLIC KEY-----") ? .publicWherePrivateBelongs : .otherBlock
    }

    private static func fault(ofPublic text: String) -> KeyError {
        guard text.contains("-----BEGIN ") else { return .notPEM }
        if text.contains("PUBLIC KEY-----") { return .unreadable }
        return text.contains("PRIVATE KEY-----") ? .privateWherePublicBelongs : .otherBlock
    }

    /// Returns the key if it is of the algorithm, and long enough.
    consuming func checked(for algorithm: KeyAlgorithm) throws(KeyError) -> KeyHandle {
        let kind = EVP_PKEY_get_base_id(pointer)
        switch algorithm {
        case .rsa:
            guard kind == EVP_PKEY_RSA else { throw .otherAlgorithm(wanted: .rsa) }
            let bits = Int(EVP_PKEY_get_bits(pointer))
            guard bits >= RS256.shortestKey else { throw .tooShort(bits: bits) }
        case .ed25519:
            guard kind == EVP_PKEY_ED25519 else { throw .otherAlgorithm(wanted: .ed25519) }
        }
        return self
    }

    /// Writes the key by one of libcrypto's functions i2d: the first call tells the length.
    func encoded(
        by write: (OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
    ) -> [UInt8] {
        withoutTraces {
            let count = max(0, Int(write(pointer, nil)))
            return [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
                var end = buffer.baseAddress
                initializedCount = count == 0 ? 0 : max(0, Int(write(pointer, &end)))
            }
        }
    }

    /// Returns an Ed25519 key's bytes by one of libcrypto's functions.
    func raw(
        by read: (OpaquePointer?, UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<Int>?) -> Int32
    ) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: Ed25519.keyLength)
        var count = bytes.count
        let succeeded = withoutTraces { read(pointer, &bytes, &count) == 1 }
        return succeeded && count == bytes.count ? bytes : nil
    }

    func signature(of message: UnsafeRawBufferPointer, hash: OpaquePointer?) -> [UInt8]? {
        withContext { context in
            guard EVP_DigestSignInit(context, nil, hash, nil, pointer) == 1 else { return nil }
            var signature = [UInt8](repeating: 0, count: Int(EVP_PKEY_get_size(pointer)))
            var count = signature.count
            let start = message.bindMemory(to: UInt8.self).baseAddress
            guard EVP_DigestSign(context, &signature, &count, start, message.count) == 1 else {
                return nil
            }
            return Array(signature.prefix(count))
        }
    }

    func accepts(
        _ signature: [UInt8], of message: UnsafeRawBufferPointer, hash: OpaquePointer?
    ) -> Bool {
        withContext { context in
            let start = message.bindMemory(to: UInt8.self).baseAddress
            return EVP_DigestVerifyInit(context, nil, hash, nil, pointer) == 1
                && EVP_DigestVerify(context, signature, signature.count, start, message.count) == 1
        }
    }

    private func withContext<Result>(_ body: (OpaquePointer?) -> Result) -> Result {
        withoutTraces {
            let context = EVP_MD_CTX_new()
            defer { EVP_MD_CTX_free(context) }
            return body(context)
        }
    }
}

/// Takes back what libcrypto says about failures within `body`.
private func withoutTraces<Result>(_ body: () -> Result) -> Result {
    ERR_set_mark()
    defer { ERR_pop_to_mark() }
    return body()
}
