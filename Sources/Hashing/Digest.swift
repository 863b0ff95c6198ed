// SPDX-License-Identifier: Apache-2.0

/// Holds the 32 bytes that SHA-256 makes of a stream.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
    /// The bytes, most significant first.
    package let bytes: [UInt8]

    /// The digest as 64 lower-case hexadecimal digits.
    package var hex: String { Hex.text(of: bytes) }

    /// The same as `hex`.
    package var description: String { hex }
}
