// SPDX-License-Identifier: Apache-2.0

import CSV
import Campaign

/// Reads a report whose way of writing was found out.
typealias OpenReport = ReportReader<DecodedSource<FileByteSource>>

extension OpenReport {
    /// Opens a report that the user named, as `send` or a spreadsheet wrote it.
    ///
    /// What is missing in it is said on standard error.
    ///
    /// - Throws: what makes the file no report; the file is called what the user called it.
    init(report: String, in context: CommandContext) throws(ReportError) {
        let input = try ReportInput(path: context.absolute(report), name: report)
        self = try input.rows()
        for warning in Self.warnings(report, input.format, places.missing.map(\.rawValue)) {
            context.console.write("warning: \(Printable.text(report)): \(warning)\n", to: .error)
        }
    }

    private static func warnings(_ report: String, _ format: CSVFormat, _ missing: [String]) -> [String] {
        var warnings: [String] = []
        if format.isGuess {
            warnings.append("this is not UTF-8; it is read as \(format.encoding), and some letters may be wrong")
        }
        if !missing.isEmpty {
            let columns = missing.count == 1 ? "the column" : "the columns"
            warnings.append(
                "\(columns) \(missing.joined(separator: ", ")) \(missing.count == 1 ? "is" : "are") gone; what stood there is not counted"
            )
        }
        return warnings
    }
}
