// SPDX-License-Identifier: Apache-2.0

import CSV

/// What reading all rows of a list once tells of the list as a whole.
struct ListSurvey: Sendable {
    /// The rows up to the last one with something in it: spreadsheets write empty ones below their data.
    private(set) var rows = 0
    /// Rows that have other cells than the header.
    private(set) var ragged = 0
    /// Where the first of these is, and how many cells it has.
    private(set) var firstRagged: (place: String, cells: Int)?
    /// What depends on a guessed encoding.
    private(set) var guessed = GuessedText()

    /// Reads a list from its header on.
    ///
    /// - Throws: `CSVError`, as any later reading would.
    init(_ reader: inout CSVReader<DecodedSource<HashedSource>>, header: [String], isGuess: Bool) throws(CSVError) {
        let shape = RowShape(header: header)
        if isGuess { guessed.add(header, at: "header") }
        var record = CSVRecord()
        var (row, blank) = (0, 0)
        while try reader.next(into: &record) {
            row += 1
            blank = record.isBlank ? blank + 1 : 0
            if record.isBlank { continue }
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
            file: file,
            ragged: ragged,
            rows: rows,
            first: "\(first.place), which has \(first.cells),",
            width: width,
            delimiter: DelimiterWord.sentence(format.delimiter)
        )
    }
}
