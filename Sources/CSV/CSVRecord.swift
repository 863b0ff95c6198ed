// SPDX-License-Identifier: Apache-2.0

/// Holds one row of a CSV file as bytes; a field becomes a `String` only when it is asked for.
///
/// One record can be filled again and again, which allocates nothing once it has held the longest
/// row.
package struct CSVRecord: Sendable {
    /// The line of the row's first byte in the file, counted from 1.
    package internal(set) var line = 0

    /// The fields without their quotes, in order, with one byte between each two.
    ///
    /// That byte lets a row without quotes be copied as a whole.
    var bytes: [UInt8] = []
    /// Where each field ends in ``bytes``.
    var ends: [Int] = []

    /// Makes an empty record, to be filled by a reader.
    package init() {}

    /// How many fields the row has.
    package var count: Int {
        ends.count
    }

    /// The text of a field, counted from 0; empty where the row has no such field.
    package subscript(index: Int) -> String {
        String(decoding: bytes(of: index), as: UTF8.self)
    }

    /// The bytes of a field in UTF-8, without its quotes; empty where the row has no such field.
    package func bytes(of index: Int) -> ArraySlice<UInt8> {
        bytes[range(of: index)]
    }

    /// How many bytes a field has in UTF-8, without its quotes; 0 where the row has no such field.
    package func byteCount(of index: Int) -> Int {
        range(of: index).count
    }

    /// All fields as texts.
    package var fields: [String] {
        (0..<count).map { self[$0] }
    }

    /// Tells whether the row holds nothing but delimiters and spaces, as spreadsheets write below
    /// their data.
    package var isBlank: Bool {
        (0..<count).allSatisfy { bytes(of: $0).allSatisfy { $0 == .space } }
    }

    private func range(of index: Int) -> Range<Int> {
        guard ends.indices.contains(index) else { return 0..<0 }
        return (index == 0 ? 0 : ends[index - 1] + 1)..<ends[index]
    }
}

extension CSVRecord {
    mutating func reset(line: Int) {
        self.line = line
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// What is too big about a row that is complete, or not yet.
    var excess: CSVError.Kind? {
        if ends.count > CSVLimits.columns { return .tooManyColumns }
        guard bytes.count > CSVLimits.fieldBytes else { return nil }
        let unfinished = ends.last.map { $0 + 1 } ?? 0
        if bytes.count - unfinished > CSVLimits.fieldBytes { return .fieldTooLong(column: count + 1) }
        if let index = (0..<count).first(where: { byteCount(of: $0) > CSVLimits.fieldBytes }) {
            return .fieldTooLong(column: index + 1)
        }
        return bytes.count > CSVLimits.recordBytes ? .rowTooLong : nil
    }

    /// The line and the column of the first bytes that are not UTF-8.
    var firstInvalidUTF8: (line: Int, column: Int)? {
        do {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            let offset = error.byteOffsets.lowerBound
            return (line + lineEnds(before: offset), (ends.firstIndex { $0 >= offset } ?? count) + 1)
        }
    }

    private func lineEnds(before offset: Int) -> Int {
        var count = 0
        for index in 0..<offset where bytes[index] == .carriageReturn || bytes[index] == .lineFeed {
            let endsPair = bytes[index] == .lineFeed && index > 0 && bytes[index - 1] == .carriageReturn
            count += endsPair ? 0 : 1
        }
        return count
    }
}
