// SPDX-License-Identifier: Apache-2.0

import Basics
package import CSV
package import PhoneNumbers

/// What reading all rows of a list once tells of the list as a whole.
struct ListSurvey: Sendable {
    /// The rows up to the last one with something in it: spreadsheets write empty ones below their
    /// data.
    private(set) var rows = 0
    /// Rows that have other cells than the header.
    private(set) var ragged = 0
    /// Where the first of these is, and how many cells it has.
    private(set) var firstRagged: (place: String, cells: Int)?
    /// What depends on a guessed encoding.
    private(set) var guessed = GuessedText()
    /// What the column of countries does to the numbers; nil where there is none.
    private(set) var regions: RegionSurvey?

    /// What the phone cells tell of where their numbers belong.
    private(set) var evidence: RepairEvidence

    /// Reads a list from the row behind its header on.
    ///
    /// - Parameters:
    ///   - reader: the list, behind its header.
    ///   - header: the header.
    ///   - columns: what its columns mean; nil where that was not found out, and the list is about
    ///     to be refused.
    ///   - defaultRegion: the region of numbers without a country code.
    ///   - isGuess: whether the encoding is a guess.
    /// - Throws: `CSVError`, as any later reading would.
    init(
        _ reader: inout CSVReader<DecodedSource<HashedSource>>, header: [String],
        columns: ListColumns?, defaultRegion: Region?, isGuess: Bool
    ) throws(CSVError) {
        evidence = RepairEvidence(defaultRegion: defaultRegion)
        let shape = RowShape(header: header)
        regions = columns.flatMap {
            RegionSurvey($0, header: header, defaultRegion: defaultRegion)
        }
        if isGuess { guessed.add(header, at: "header") }
        var record = CSVRecord()
        var (row, blank) = (0, 0)
        while try reader.next(into: &record) {
            row += 1
            blank = record.isBlank ? blank + 1 : 0
            if record.isBlank { continue }
            for phone in columns?.phones ?? [] { evidence.add(record.bytes(of: phone)) }
            regions?.count(record, at: Recipient.place(row: row, line: record.line))
            let isRagged = record.count != shape.width && !shape.fits(record.fields)
            guard isRagged || isGuess else { continue }
            let place = Recipient.place(row: row, line: record.line)
            if isRagged { count(place, record.count) }
            if isGuess { guessed.add(record.fields, at: place) }
        }
        rows = row - blank
    }

    /// Whether most rows differ from the header, which tells that the delimiter is another one.
    var isMostlyRagged: Bool { ragged * 2 > rows }

    private mutating func count(_ place: String, _ cells: Int) {
        ragged += 1
        firstRagged = firstRagged ?? (place, cells)
    }
}

extension ListSurvey {
    /// Refuses a list most of whose rows differ from its header.
    func refuseRagged(file: String, width: Int, _ format: CSVFormat) throws(ListError) {
        guard isMostlyRagged, let first = firstRagged else { return }
        throw .mostlyRagged(
            file: file, ragged: ragged, rows: rows,
            first: "\(first.place), which has \(first.cells),", width: width,
            delimiter: DelimiterWord.sentence(format.delimiter))
    }
}

/// What a first look at all bytes of a list tells: how it is written, and its fingerprint, to which
/// every later reading is held.
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
            while case let count = try source.read(into: &buffer), count > 0 {
                detector.add(buffer[..<count])
            }
        } catch { throw CSVError(file: input.name, kind: .unreadable(error.description)) }
        do throws(CSVError.Kind) {
            format = try CSVFormat(
                of: detector, encoding: options.encoding, delimiter: options.delimiter,
                header: HeaderRow.place(options))
        } catch { throw CSVError(file: input.name, kind: error) }
        digest = collector.digest
    }
}

/// The cells of a list whose letters depend on an encoding that is a guess.
package struct GuessedText: Sendable, Hashable {
    /// So many are shown.
    private static let limit = 3

    /// The first of them, each with its place: `row 3 (line 4): “Zoë”`.
    package private(set) var examples: [String] = []
    /// How many there are.
    package private(set) var count = 0

    /// Looks at the cells of a row.
    mutating func add(_ cells: [String], at place: String) {
        for cell in cells where !cell.utf8.allSatisfy({ $0 < 0x80 }) {
            count += 1
            if examples.count < Self.limit {
                examples.append("\(place): “\(Self.excerpt(of: cell))”")
            }
        }
    }

    private static func excerpt(of cell: String) -> String {
        let line = cell.map { $0.isNewline ? " " : $0 }
        return String(line.prefix(40)) + (line.count > 40 ? "…" : "")
    }
}

/// What the user says of a list that is otherwise found out.
package struct ListOptions: Sendable, Hashable {
    /// The headers of the phone columns, in the order in which a row's cells are tried.
    package var phoneColumns: [String]
    /// The header of the column of countries.
    package var regionColumn: String?
    /// The region of numbers without a country code.
    package var defaultRegion: Region?
    /// How the file's bytes spell its text.
    package var encoding: FileEncoding?
    /// What stands between two cells: a byte with which ``CSVDialect`` can be made.
    package var delimiter: UInt8?
    /// The line on which the header stands; 1 is the first.
    package var headerRow: Int?

    /// Says nothing: all is to be found out.
    package init(
        phoneColumn: String? = nil, defaultRegion: Region? = nil, encoding: FileEncoding? = nil,
        delimiter: UInt8? = nil
    ) {
        phoneColumns = phoneColumn.map { [$0] } ?? []
        self.defaultRegion = defaultRegion
        self.encoding = encoding
        self.delimiter = delimiter
    }
}

/// The words for what stands between two cells.
package enum DelimiterWord {
    private static let words: [(byte: UInt8, word: String)] = [
        (UInt8(ascii: ","), "comma"), (UInt8(ascii: ";"), "semicolon"), (UInt8(ascii: "\t"), "tab"),
        (UInt8(ascii: "|"), "pipe"), (UInt8(ascii: " "), "space"),
    ]

    /// Reads a word, or the character itself; nil for what cannot delimit cells.
    package static func read(_ text: String) -> UInt8? {
        let name = text.lowercased()
        if let known = words.first(where: { $0.word == name }) { return known.byte }
        if text == "\\t" { return UInt8(ascii: "\t") }
        guard text.utf8.count == 1, let byte = text.utf8.first, CSVDialect.canDelimit(byte) else {
            return nil
        }
        return byte
    }

    /// The words of the help.
    package static let names = words.prefix(4).map(\.word)

    /// A delimiter in a sentence: `“;”`, `a tab`.
    static func sentence(_ byte: UInt8) -> String {
        byte == UInt8(ascii: "\t") ? "a tab" : "“\(Unicode.Scalar(byte))”"
    }
}
