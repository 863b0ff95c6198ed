// SPDX-License-Identifier: Apache-2.0

import CSV
import Campaign

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Looks after what `report` writes: nothing that somebody needs may be overwritten.
struct OutputFiles {
    let arguments: ReportArguments
    let context: CommandContext

    /// Finds a name that would destroy a file.
    func check() throws(CommandFailure) {
        let report = FileIdentity(context.absolute(arguments.report))
        for (option, name) in [("--csv", arguments.csv), ("--html", arguments.html)] {
            guard let name, FileIdentity(context.absolute(name)) == report else { continue }
            throw CommandFailure("\(option) \(name): this would overwrite the report; give the copy another name")
        }
        guard let page = arguments.html else { return }
        if let csv = arguments.csv, FileIdentity(context.absolute(csv)) == FileIdentity(context.absolute(page)) {
            throw CommandFailure("--html \(page): --csv writes this file; give the page another name")
        }
        guard isFree(page) else {
            throw CommandFailure(
                "--html \(page): there is a file already, which is no page of a report; give another name"
            )
        }
    }

    /// Whether there is no such file, or an empty one, or an earlier page: a list or a report is not to be lost by a slip.
    private func isFree(_ page: String) -> Bool {
        let path = context.absolute(page)
        var status = stat()
        // What is no regular file is refused, with a sentence, when it is to be written.
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else { return true }
        return Self.beginsAsPage(path)
    }

    private static func beginsAsPage(_ path: String) -> Bool {
        let start = Array(PageText.start.utf8)
        guard var source = try? FileByteSource(path: path) else { return false }
        let bytes = withUnsafeTemporaryAllocation(byteCount: start.count, alignment: 1) { buffer in
            let count = (try? source.read(into: buffer)) ?? 0
            return Array(buffer.prefix(count))
        }
        return bytes == start
    }
}
