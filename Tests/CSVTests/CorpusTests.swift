// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Foundation
import Testing

@Suite struct CorpusTests {
    private static let all = (try? CorpusCase.all()) ?? []
    private static let chunks = [1, 3, 4096, Int.max]

    @Test func `there are enough files`() {
        #expect(Self.all.count >= 60)
    }

    @Test(arguments: all.filter { $0.error == nil })
    func `a file has the rows that a person reads in it`(_ file: CorpusCase) throws {
        let format = try file.format()
        #expect(format.encoding.description == file.encoding && format.isGuess == file.guess)
        #expect(format.delimiter == file.delimiter.utf8.first)
        for chunk in Self.chunks {
            let records = try file.records(format, chunk: chunk)
            if let rows = file.rows {
                #expect(records.map(\.fields) == rows, "in pieces of \(chunk)")
            }
            if let lines = file.lines {
                #expect(records.map(\.line) == lines, "in pieces of \(chunk)")
            }
            guard let few = file.few else { continue }
            #expect(
                records.count == few.count && records[1].fields == few.first
                    && records.last?.fields == few.last
            )
        }
    }

    @Test(arguments: all.filter { $0.error != nil })
    func `a file that cannot be read says why and where`(_ file: CorpusCase) throws {
        for chunk in Self.chunks {
            do {
                _ = try file.records(file.format(), chunk: chunk)
                Issue.record("\(file) was read")
            } catch let error as CSVError {
                #expect(Self.word(error.kind) == file.error && error.line == file.line, "\(error)")
            } catch let kind as CSVError.Kind {
                #expect(Self.word(kind) == file.error && file.line == nil, "\(kind)")
            }
        }
    }

    /// The kind as the corpus names it, with its column.
    private static func word(_ kind: CSVError.Kind) -> String {
        switch kind {
        case .unclosedQuote: "unclosedQuote"
        case .textAfterQuote(let column, _): "textAfterQuote \(column)"
        case .invalidUTF8(let column): "invalidUTF8 \(column)"
        case .invalidText(_, let column): "invalidText \(column)"
        case .nulByte(let column): "nulByte \(column)"
        case .contradictedEncoding: "contradictedEncoding"
        case .foreign(let format): "spreadsheet \(name(format))"
        default: "\(kind)"
        }
    }

    private static func name(_ format: ForeignFormat) -> String {
        switch format {
        case .xlsx: "xlsx"
        case .xls: "xls"
        case .ods: "ods"
        case .numbers: "numbers"
        case .zip: "zip"
        default: "\(format)"
        }
    }
}

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
        let content = try bytes()
        for start in stride(from: 0, to: content.count, by: 1000) {
            detector.add(content[start..<min(start + 1000, content.count)])
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
