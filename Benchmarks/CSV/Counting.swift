// SPDX-License-Identifier: Apache-2.0

import Basics

/// Counts a file's rows and sums the lengths of its fields.
enum Counting {
    /// Prints rows and bytes.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - detects: Whether it is first found out how the file is written, which reads it once
    ///     more.
    static func run(_ path: String, detects: Bool) throws {
        var format = CSVFormat()
        if detects {
            var (source, detector) = (try FileByteSource(path: path), EncodingDetector())
            var buffer = [UInt8](repeating: 0, count: 256 * 1024)
            while case let count = try source.read(into: &buffer), count > 0 { detector.add(buffer[..<count]) }
            format = try CSVFormat(of: detector)
        }
        var reader = CSVReader(try FileByteSource(path: path), name: path, format: format)
        var (record, rows, bytes) = (CSVRecord(), 0, 0)
        while try reader.next(into: &record) {
            rows += 1
            for index in 0..<record.count { bytes += record.byteCount(of: index) }
        }
        print(rows, bytes)
    }
}
