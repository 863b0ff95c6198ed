// SPDX-License-Identifier: Apache-2.0

import CSV
package import PhoneNumbers

/// Reads a CSV file for its numbers alone: opt-outs, or people on a do-not-contact list.
///
/// Such a list says who is not to be texted, so one entry that cannot be understood spoils it: it may be anybody's.
package struct NumberList: Sendable {
    private let name: String
    private let word: NumberWord

    /// Makes a reader.
    ///
    /// - Parameters:
    ///   - name: how messages call the file.
    ///   - defaultRegion: the region of numbers without a country code; `nil`: such numbers are no numbers.
    package init(name: String, defaultRegion: Region?) {
        self.name = name
        word = NumberWord(defaultRegion: defaultRegion)
    }

    /// Reads a file to its end.
    ///
    /// It may be written in any way that a list of recipients may. The phone column is found by its header; in a file of one column it is that one, and a number in its first line is a number.
    ///
    /// - Returns: the numbers; a row of empty cells is none.
    /// - Throws: `CSVError` or `ListError` where the file cannot be read, `NumberListError` for what is wrong in it.
    package func numbers(at path: String) throws -> Set<PhoneNumber> {
        let input = try ListInput(path: path, name: name)
        let bytes = try ListBytes(of: input, ListOptions())
        let source = HashedSource(try input.open(), into: HashedSource.Collector(), expecting: bytes.digest)
        var reader = CSVReader(source, name: name, format: bytes.format)
        var record = CSVRecord()
        guard try reader.next(into: &record) else { throw NumberListError(file: name, problem: .empty) }
        let (column, width) = (try column(in: record), record.count)
        var numbers: Set<PhoneNumber> = []
        if isEntry(record) { numbers.insert(try number(in: record, column)) }
        while try reader.next(into: &record) {
            if record.isBlank { continue }
            guard record.count == width else {
                throw error(.wrongWidth(found: record.count, expected: width), in: record)
            }
            numbers.insert(try number(in: record, column))
        }
        return numbers
    }

    private func number(in record: CSVRecord, _ column: Int) throws(NumberListError) -> PhoneNumber {
        do {
            return try word.read(record[column])
        } catch {
            throw self.error(.noNumber(error.description), in: record)
        }
    }

    /// Whether the first row of a file is an entry, and no header: it is alone in its row, and meant as a number.
    private func isEntry(_ record: CSVRecord) -> Bool {
        guard record.count == 1 else { return false }
        let text = record[0]
        let hasOnlyDigits = text.contains(where: \.isNumber) && !text.contains(where: \.isLetter)
        return hasOnlyDigits || (try? word.read(text)) != nil
    }

    private func column(in header: CSVRecord) throws -> Int {
        guard header.count > 1 else { return 0 }
        do {
            return try PhoneColumn.index(in: header.fields, named: nil, file: name)
        } catch .noPhoneColumn(_, let headers) {
            throw NumberListError(file: name, problem: .noPhoneColumn(headers: headers))
        } catch .severalPhoneColumns(_, let found) {
            throw NumberListError(file: name, problem: .severalPhoneColumns(found))
        }
    }

    private func error(_ problem: NumberListError.Problem, in record: CSVRecord) -> NumberListError {
        NumberListError(file: name, line: record.line, problem: problem)
    }
}
