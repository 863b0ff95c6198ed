// SPDX-License-Identifier: Apache-2.0

import CSV

/// A recipients list: its header, where its phones are, and its rows as often as they are needed.
package struct RecipientList: Sendable {
    /// The list's name in messages.
    package let name: String
    /// The header row.
    package let header: [String]
    /// The index of the phone column.
    package let phoneColumn: Int
    /// The columns that the report repeats: all, or those that are not a report's own where the list is a report.
    package let inputColumns: [Int]
    private let input: ListInput

    /// Reads the header and finds the phone column.
    ///
    /// - Parameters:
    ///   - input: where the list comes from.
    ///   - name: the phone column's name where the user gave one.
    /// - Throws: `CSVError` or ``ListError``.
    package init(_ input: ListInput, phoneColumn name: String? = nil) throws {
        var reader = CSVReader(try input.open(), name: input.name)
        guard let header = try reader.next()?.fields else { throw ListError.empty(file: input.name) }
        self.input = input
        self.name = input.name
        self.header = header
        phoneColumn = try PhoneColumn.index(in: header, named: name, file: input.name)
        let own = ReportColumn.isReport(header: header) ? Set(ReportColumn.names + [ReportColumn.message]) : []
        inputColumns = header.indices.filter { !own.contains(header[$0]) }
    }

    /// The columns that a template may name: the input's, each at its place in the header.
    package var templateColumns: [String] {
        header.indices.map { inputColumns.contains($0) ? header[$0] : "" }
    }

    /// Starts at the first row.
    ///
    /// - Parameters:
    ///   - collector: collects the list's digest.
    ///   - digest: what the digest must be, from the second reading on.
    /// - Returns: a reader at the first row.
    /// - Throws: `CSVError` where the list cannot be opened or read, ``ListError/changed(file:)`` where its header is another one now.
    package func rows(
        collectingInto collector: HashedSource.Collector = HashedSource.Collector(),
        expecting digest: ListDigest? = nil
    ) throws -> RecipientReader {
        let source = HashedSource(try input.open(), into: collector, expecting: digest)
        return try RecipientReader(CSVReader(source, name: name), of: self)
    }

    /// Reads the whole list once more and compares it with what was planned.
    ///
    /// - Throws: ``ListError/changed(file:)`` where it differs, `CSVError` where it cannot be read to its end.
    package func verify(_ digest: ListDigest) throws {
        var source = HashedSource(try input.open(), into: HashedSource.Collector(), expecting: digest)
        var buffer = [UInt8](repeating: 0, count: ListDigest.chunkSize)
        do throws(ReadFailure) {
            while try source.read(into: &buffer) > 0 {}
        } catch {
            guard error == .changed else { throw CSVError(file: name, kind: .unreadable(error.description)) }
            throw ListError.changed(file: name)
        }
    }
}
