// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Lists
import Foundation

/// A small report that holds every status, as a file of its own.
final class SampleReport {
    static let rows = [
        "1,(202) 555-0101,+12025550101,US,mobile,lookup,T-Mobile,sent,,,GSM-7,1,sandbox,id1,,1,0.0079,USD,,,\"Ann, \"\"A\"\"\"",
        "2,(202) 555-0150,+12025550150,US,fixed_line,lookup,,skipped,fixed_line,a landline gets no message,GSM-7,1,,,,,,,,,Bob",
        "3,=nope,,,,,,skipped,invalid_number,this is no number,,,,,,,,,,,Carol",
        "4,(202) 555-0170,+12025550170,US,mobile,lookup,,failed,rejected,refused,GSM-7,1,sandbox,,400,1,,,,,Dan",
        "5,(202) 555-0173,+12025550173,US,mobile,lookup,,unconfirmed,server_error,answered 500,UCS-2,2,sandbox,,,1,,,,,Eve",
        "6,(202) 555-0102,+12025550102,US,mobile,lookup,,pending,limit,left out,GSM-7,1,,,,,,,,,Fay",
        "7,(202) 555-0103,+12025550103,US,mobile,lookup,,sent,,,UCS-2,2,sandbox,id2,,1,0.0158,USD,,,Gus",
    ]

    let folder: URL
    let path: String

    /// Writes a report with these rows under the report's own header and one more column.
    init(rows: [String] = SampleReport.rows) throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: UUID().uuidString,
            directoryHint: .isDirectory
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "spring-report.csv")
        path = file.path(percentEncoded: false)
        let header = ReportColumn.names.joined(separator: ",") + ",name"
        try Data(([header] + rows).map { $0 + "\r\n" }.joined().utf8).write(to: file)
    }

    /// A file beside the report.
    func sibling(_ name: String) -> String {
        folder.appending(path: name).path(percentEncoded: false)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}
