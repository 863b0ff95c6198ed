// SPDX-License-Identifier: Apache-2.0

/// HMAC-SHA-256 by one key.
///
/// The ledger keeps such a hash instead of a message's text, so that it can tell that a text
/// changed without holding the text.
package struct KeyedHash: Sendable {
    private let key: [UInt8]

    /// Creates the hash for a key of any length; 32 random bytes are the customary length.
    package init(key: [UInt8]) {
        self.key = key
    }

    /// Returns the keyed digest of `bytes`.
    package func digest(of bytes: some Sequence<UInt8>) -> Digest {
        HMAC.sha256(of: bytes, key: key)
    }

    /// Returns the keyed digest of a text's UTF-8 bytes.
    package func digest(of text: String) -> Digest {
        digest(of: text.utf8)
    }
}
