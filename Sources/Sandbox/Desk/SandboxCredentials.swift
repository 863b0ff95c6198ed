// SPDX-License-Identifier: Apache-2.0

import struct Foundation.Data

/// The account that the sandbox knows.
struct SandboxCredentials: Hashable, Sendable {
    let authID: String
    let authToken: String

    /// Whether the value of an `Authorization` header is HTTP Basic with these credentials (RFC 7617).
    func areGiven(in header: String?) -> Bool {
        guard let header, header.lowercased().hasPrefix("basic "),
            let bytes = Data(base64Encoded: String(header.dropFirst(6)))
        else { return false }
        return String(decoding: bytes, as: UTF8.self) == "\(authID):\(authToken)"
    }
}
