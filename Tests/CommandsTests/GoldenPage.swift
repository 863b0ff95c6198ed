// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// A page as a terminal shows it, kept as a file beside the tests.
///
/// With `SMS_CAMPAIGN_REWRITE_GOLDEN=1` in the environment the files are written anew, to be looked
/// at before they are committed.
enum GoldenPage {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Golden"
    )

    /// Expects a page to be the file's, and shows the first line that is not.
    static func expect(
        _ page: String,
        is name: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["SMS_CAMPAIGN_REWRITE_GOLDEN"] == "1" {
            try Data(page.utf8).write(to: file)
        }
        let golden = try String(contentsOf: file, encoding: .utf8)
        guard page != golden else { return }
        Issue.record("\(name): \(difference(page, golden))", sourceLocation: sourceLocation)
    }

    private static func difference(_ page: String, _ golden: String) -> String {
        let lines = [page, golden].map {
            $0.split(separator: "\n", omittingEmptySubsequences: false)
        }
        let same = zip(lines[0], lines[1]).prefix { $0 == $1 }.count
        let shown = lines.map { $0.indices.contains(same) ? String($0[same]) : "(the end)" }
        return
            "line \(same + 1) is now\n\(shown[0])\nand was\n\(shown[1])\nthe whole page:\n\(page)"
    }
}
