// SPDX-License-Identifier: Apache-2.0

package import CSV

/// A report that a person may have opened and saved with a spreadsheet: how it is written is found out first.
package struct ReportInput {
    private static let chunk = 64 * 1024

    /// How the file is written.
    package let format: CSVFormat
    private let name: String
    private let input: ListInput

    /// Opens a report and looks at all its bytes.
    ///
    /// - Parameters:
    ///   - path: the report's path; what can be read only once is copied first.
    ///   - name: the report as the user named it, for messages.
    /// - Throws: why the file cannot be read.
    package init(path: String, name: String) throws(ReportError) {
        self.name = name
        do {
            input = try ListInput(path: path, name: name)
            format = try Self.format(of: try input.open(), name: name)
        } catch {
            throw Self.failure(error, name: name)
        }
    }

    /// Starts at the first row.
    ///
    /// - Throws: what makes the file no report.
    package func rows() throws(ReportError) -> ReportReader<DecodedSource<FileByteSource>> {
        let source: FileByteSource
        do {
            source = try input.open()
        } catch {
            throw Self.failure(error, name: name)
        }
        return try ReportReader(edited: source, name: name, format: format)
    }

    private static func failure(_ error: any Error, name: String) -> ReportError {
        .unreadable(error as? CSVError ?? CSVError(file: name, kind: .unreadable("\(error)")))
    }

    private static func format(of file: FileByteSource, name: String) throws(CSVError) -> CSVFormat {
        var source = file
        var detector = EncodingDetector()
        var buffer = [UInt8](repeating: 0, count: chunk)
        do throws(ReadFailure) {
            while case let count = try source.read(into: &buffer), count > 0 { detector.add(buffer[..<count]) }
        } catch {
            throw CSVError(file: name, kind: .unreadable(error.description))
        }
        do throws(CSVError.Kind) {
            return try CSVFormat(of: detector, delimiter: isOurs(detector.head) ? UInt8(ascii: ",") : nil)
        } catch {
            throw CSVError(file: name, kind: error)
        }
    }

    /// Whether the file begins as every report does, so that nothing in its cells can raise a doubt about its delimiter.
    private static func isOurs(_ head: [UInt8]) -> Bool {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = head.starts(with: mark) ? head.dropFirst(mark.count) : head[...]
        return text.starts(with: ReportColumn.names.joined(separator: ",").utf8)
    }
}
