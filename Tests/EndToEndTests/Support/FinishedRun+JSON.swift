// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension FinishedRun {
    /// Standard output as exactly one JSON object.
    func json() throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any],
            "\(output)"
        )
    }

    /// Standard output as one JSON object a line.
    func jsonLines() throws -> [[String: Any]] {
        try output.split(separator: "\n").map { line in
            try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
                "\(line)"
            )
        }
    }
}
