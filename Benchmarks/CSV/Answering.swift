// SPDX-License-Identifier: Apache-2.0

import Basics

/// Reads files from standard input and says what is in them: the other side of
/// `scripts/csv-oracle`.
///
/// A file is a line `encoding delimiter length` (each `-` where it is to be found out; the
/// delimiter as a number), then its bytes. The answer is the rows: their count, and for each row
/// the count of its fields and each field's length and bytes; or -1 for an error.
enum Answering {
    static func run() throws {
        var input = Input(source: FileByteSource(takingOver: 0))
        var output = Output()
        while let file = try input.next() {
            output.write(rows(of: file))
        }
        output.flush()
    }

    private static func rows(of file: Input.File) -> [[ArraySlice<UInt8>]]? {
        var detector = EncodingDetector()
        detector.add(file.bytes[...])
        do {
            let format = try CSVFormat(of: detector, encoding: file.encoding, delimiter: file.delimiter)
            var reader = CSVReader(MemoryByteSource(file.bytes, chunk: 1000), name: "file", format: format)
            var rows: [[ArraySlice<UInt8>]] = []
            while let record = try reader.next() { rows.append((0..<record.count).map(record.bytes(of:))) }
            return rows
        } catch {
            return nil
        }
    }

    /// Files, one after the other.
    private struct Input {
        struct File {
            let encoding: FileEncoding?
            let delimiter: UInt8?
            let bytes: [UInt8]
        }

        var source: FileByteSource
        private var buffer: [UInt8] = []

        init(source: FileByteSource) { self.source = source }

        mutating func next() throws -> File? {
            var end = buffer.firstIndex(of: UInt8(ascii: "\n"))
            while end == nil {
                guard try fill() else { return nil }
                end = buffer.firstIndex(of: UInt8(ascii: "\n"))
            }
            let head = String(decoding: buffer[..<(end ?? 0)], as: UTF8.self).split(separator: " ").map(String.init)
            buffer.removeSubrange(...(end ?? 0))
            guard head.count == 3, let length = Int(head[2]) else { return nil }
            while buffer.count < length, try fill() {}
            let bytes = Array(buffer.prefix(length))
            buffer.removeFirst(bytes.count)
            return File(encoding: FileEncoding(named: head[0]), delimiter: UInt8(head[1]), bytes: bytes)
        }

        private mutating func fill() throws -> Bool {
            var chunk = [UInt8](repeating: 0, count: 64 * 1024)
            let count = try source.read(into: &chunk)
            buffer += chunk[..<count]
            return count > 0
        }
    }

    /// Answers, many at a time.
    private struct Output {
        private var bytes: [UInt8] = []

        mutating func write(_ rows: [[ArraySlice<UInt8>]]?) {
            number(rows?.count ?? -1)
            for row in rows ?? [] {
                number(row.count)
                for field in row {
                    number(field.count)
                    bytes += field
                }
            }
            if bytes.count > 1 << 20 { flush() }
        }

        private mutating func number(_ value: Int) {
            for place in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: value >> (place * 8))) }
        }

        mutating func flush() {
            bytes.withUnsafeBytes { all in
                var rest = all[...]
                while !rest.isEmpty {
                    let count = platformWrite(1, UnsafeRawBufferPointer(rebasing: rest))
                    guard count > 0 else { return }
                    rest = rest.dropFirst(count)
                }
            }
            bytes.removeAll(keepingCapacity: true)
        }
    }
}

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

private func platformWrite(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}
