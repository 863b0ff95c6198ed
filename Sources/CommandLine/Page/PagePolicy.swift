// SPDX-License-Identifier: Apache-2.0

import Hashing

import struct Foundation.Data

/// The page's Content-Security-Policy: nothing is loaded or sent, and no other style or script than our own works.
///
/// Source: Content Security Policy Level 3, §2.3.1 (hashes of inline content).
enum PagePolicy {
    /// The policy for these two texts, which must stand between their tags exactly as they are here.
    static func text(style: String, script: String) -> String {
        "default-src 'none'; style-src \(source(style)); script-src \(source(script)); base-uri 'none'; form-action 'none'"
    }

    private static func source(_ text: String) -> String {
        "'sha256-\(Data(SHA256.digest(of: text.utf8).bytes).base64EncodedString())'"
    }
}
