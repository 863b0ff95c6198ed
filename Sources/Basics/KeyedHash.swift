// SPDX-License-Identifier: Apache-2.0

/// Computes HMAC-SHA-256 (RFC 2104): a hash that only the holder of the key can make or test a
/// guess against.
///
/// The ledger keeps such a hash instead of a message's text, so that it can tell that a text
/// changed without holding the text.
package struct KeyedHash: Sendable {
    private let inner: SHA256
    private let outer: SHA256

    /// Creates the hash for a key of any length; 32 random bytes are the customary length.
    package init(key: [UInt8]) {
        let short = key.count > SHA256.blockSize ? SHA256.digest(of: key).bytes : key
        let block = short + [UInt8](repeating: 0, count: SHA256.blockSize - short.count)
        inner = Self.started(with: block, mask: 0x36)
        outer = Self.started(with: block, mask: 0x5C)
    }

    /// Returns the keyed digest of `bytes`.
    package func digest(of bytes: some Sequence<UInt8>) -> Digest {
        var inner = inner
        inner.update(Array(bytes))
        var outer = outer
        outer.update(inner.finalized().bytes)
        return outer.finalized()
    }

    /// Returns the keyed digest of a text's UTF-8 bytes.
    package func digest(of text: String) -> Digest {
        digest(of: text.utf8)
    }

    private static func started(with block: [UInt8], mask: UInt8) -> SHA256 {
        var hash = SHA256()
        hash.update(block.map { $0 ^ mask })
        return hash
    }
}
