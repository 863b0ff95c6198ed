// SPDX-License-Identifier: Apache-2.0

import CSV
import Campaign

extension ReportReader<FileByteSource> {
    /// Opens a report that the user named.
    ///
    /// - Throws: what makes the file no report; the file is called what the user called it.
    init(report: String, in context: CommandContext) throws(ReportError) {
        let source: FileByteSource
        do {
            source = try FileByteSource(path: context.absolute(report))
        } catch {
            throw .unreadable(CSVError(file: report, line: error.line, kind: error.kind))
        }
        try self.init(source, name: report)
    }
}
