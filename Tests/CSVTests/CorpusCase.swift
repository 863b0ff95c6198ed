// SPDX-License-Identifier: Apache-2.0

import CSV
import Foundation

/// One file of the corpus, and what a person reads in it (`scripts/generate-csv-corpus`).
struct CorpusCase: Decodable, Sendable, CustomStringConvertible {
    /// What the user says of a file.
    struct Said: Decodable, Sendable {
        let encoding: String?
        let delimiter: String?
    }

    /// Rows that are nearly all the same.
    struct Few: Decodable, Sendable {
        let count: Int
        let first: [String]
        let last: [String]
    }

    let file: String
    let encoding: String
    let delimiter: String
    let guess: Bool
    let say: Said?
    let rows: [[String]]?
    let few: Few?
    let lines: [Int]?
    let error: String?
    let line: Int?

    var description: String { file }

    /// All cases.
    static func all() throws -> [Self] {
        try JSONDecoder().decode(
            [Self].self,
            from: Data(contentsOf: folder.appending(path: "expected.json"))
        )
    }

    /// What the file holds.
    func bytes() throws -> [UInt8] {
        Array(try Data(contentsOf: Self.folder.appending(path: file)))
    }

    /// How the file is written, as it is found out.
    func format() throws -> CSVFormat {
        var detector = EncodingDetector()
        let bytes = try bytes()
        for start in stride(from: 0, to: bytes.count, by: 1000) {
            detector.add(bytes[start..<min(start + 1000, bytes.count)])
        }
        return try CSVFormat(
            of: detector,
            encoding: say?.encoding.flatMap(FileEncoding.init(named:)),
            delimiter: say?.delimiter?.utf8.first
        )
    }

    /// The file's rows in such a format.
    func records(_ format: CSVFormat, chunk: Int) throws -> [CSVRecord] {
        var reader = CSVReader(
            MemoryByteSource(try bytes(), chunk: chunk),
            name: file,
            format: format
        )
        var records: [CSVRecord] = []
        while let record = try reader.next() { records.append(record) }
        return records
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Corpus"
    )
}
