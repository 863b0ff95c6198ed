// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// A program of the system that may be missing: a shell, or one that formats manual pages.
enum Tool: String, CaseIterable {
    case bash, zsh, fish, groff, mandoc

    /// The program, where the system has it.
    var binary: BuiltBinary? {
        ["/usr/bin/", "/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + rawValue }
            .first(where: FileManager.default.isExecutableFile(atPath:)).map(
                BuiltBinary.init(path:)
            )
    }

    /// Whether the system has it.
    var isThere: Bool { binary != nil }
}
