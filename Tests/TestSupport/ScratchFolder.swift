// SPDX-License-Identifier: Apache-2.0

internal import Foundation

/// Is a folder of a test's own, removed when the test lets go of it.
///
/// With `SMS_CAMPAIGN_KEEP_SCRATCH=1` in the environment it stays, and its path is printed to
/// standard error.
package final class ScratchFolder: Sendable {
    /// The folder's absolute path, without a slash at the end.
    package let path: String

    /// Creates an empty folder with a name of its own below the system's temporary folder.
    package init() throws {
        let name = "sms-campaign-test-\(UUID().uuidString)"
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            name,
            isDirectory: true
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.resolvingSymlinksInPath().path
    }

    deinit {
        if ProcessInfo.processInfo.environment["SMS_CAMPAIGN_KEEP_SCRATCH"] == "1" {
            FileHandle.standardError.write(Data("kept \(path)\n".utf8))
        } else {
            // A test may have taken the permission to write away; what cannot be removed is the
            // system's to tidy.
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    /// Returns the absolute path of `name` inside the folder.
    package func file(_ name: String) -> String {
        "\(path)/\(name)"
    }

    /// Writes a file inside the folder and returns its path.
    @discardableResult
    package func write(_ contents: String, to name: String) throws -> String {
        try Data(contents.utf8).write(to: URL(fileURLWithPath: file(name)))
        return file(name)
    }

    /// Returns the contents of a file inside the folder, read as UTF-8.
    package func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: file(name))), as: UTF8.self)
    }
}
