// SPDX-License-Identifier: Apache-2.0

package import Hashing

/// The fingerprint of a list: a SHA-256 for each chunk, so that a second reading is checked as it goes on.
package struct ListDigest: Sendable, Hashable {
    /// Bytes in a chunk; only the last may have fewer.
    static let chunkSize = 256 * 1024

    /// The chunks' digests, in order.
    package internal(set) var chunks: [Digest] = []

    /// One digest for the whole list, as the ledger keeps it.
    package var whole: String {
        SHA256.digest(of: chunks.flatMap(\.bytes)).hex
    }
}
