// SPDX-License-Identifier: Apache-2.0

import CSV

/// What a first look at all bytes of a list tells: how it is written, and its fingerprint, to which every later reading is held.
///
/// All of it is looked at, because one byte in the last row may tell that the file is not UTF-8.
struct ListBytes: Sendable {
    let format: CSVFormat
    let digest: ListDigest

    init(of input: ListInput, _ options: ListOptions, watch: ListWatch? = nil) throws {
        let collector = HashedSource.Collector()
        var source = HashedSource(try input.open(), into: collector, watch: watch)
        var detector = EncodingDetector()
        var buffer = [UInt8](repeating: 0, count: ListDigest.chunkSize)
        do throws(ReadFailure) {
            while case let count = try source.read(into: &buffer), count > 0 { detector.add(buffer[..<count]) }
        } catch {
            throw CSVError(file: input.name, kind: .unreadable(error.description))
        }
        do throws(CSVError.Kind) {
            format = try CSVFormat(of: detector, encoding: options.encoding, delimiter: options.delimiter)
        } catch {
            throw CSVError(file: input.name, kind: error)
        }
        digest = collector.digest
    }
}
