// SPDX-License-Identifier: Apache-2.0

package import Basics

/// Reads the rows of a CSV file one by one, in memory that does not grow with the file.
///
/// It reads RFC 4180 in UTF-8, with or without a byte order mark, or what a ``CSVFormat`` says, and
/// is lenient where files differ without doubt:
/// * lines end with CRLF, LF or CR, the last one perhaps with nothing;
/// * an empty line is no row, but a line of delimiters is;
/// * a quote inside an unquoted field is text;
/// * rows may have different numbers of fields.
///
/// Everything else that is wrong is a ``CSVError``, and ends the reading.
package struct CSVReader<Source: ByteSource> {
    private let name: String
    private var scanner: RecordScanner
    private var buffer = InputBuffer()
    private var hasStarted = false
    private var failure: CSVError?
    private var source: Source
    /// What the file was before it was UTF-8, for the words of errors.
    var encoding = FileEncoding.utf8
    /// Whether the first row is a separator line, which is left out but counted among the lines.
    var skipsFirstRow = false

    /// Makes a reader; nothing is read yet.
    ///
    /// - Parameters:
    ///   - source: The file's bytes.
    ///   - name: How errors call the file.
    ///   - dialect: What stands between fields.
    package init(_ source: Source, name: String, dialect: CSVDialect = .standard) {
        self.source = source
        self.name = name
        scanner = RecordScanner(dialect: dialect)
    }

    /// Leaves out the lines above one, whatever they hold; 1 is the first.
    ///
    /// Nothing may have been read.
    mutating func start(atLine line: Int) { scanner.skip(to: line) }

    /// Reads the next row into a record, whose memory is used again.
    ///
    /// - Returns: Whether there was one; the record is of no use after the last.
    /// - Throws: ``CSVError``, the same one again at every later call.
    package mutating func next(into record: inout CSVRecord) throws(CSVError) -> Bool {
        if let failure { throw failure }
        do {
            if skipsFirstRow {
                skipsFirstRow = false
                _ = try read(into: &record)
            }
            return try read(into: &record)
        } catch {
            failure = error
            throw error
        }
    }

    /// Reads the next row into a new record.
    ///
    /// - Returns: The row, or nil after the last.
    /// - Throws: ``CSVError``, the same one again at every later call.
    package mutating func next() throws(CSVError) -> CSVRecord? {
        var record = CSVRecord()
        return try next(into: &record) ? record : nil
    }

    private mutating func read(into record: inout CSVRecord) throws(CSVError) -> Bool {
        var isASCII = true
        while true {
            if buffer.isEmpty, try !refill() { return try finish(&record, isASCII: isASCII) }
            isASCII = isASCII && buffer.isASCII
            switch scanner.scan(&buffer, into: &record) {
            case .unfinished:
                if let excess = record.excess { throw error(excess, line: record.line) }
            case .record:
                try check(record, isASCII: isASCII)
                return true
            case .failed: throw error(scanner.fault, line: scanner.line)
            }
        }
    }

    private mutating func refill() throws(CSVError) -> Bool {
        do {
            if !hasStarted {
                hasStarted = true
                try buffer.start(from: &source)
                if !buffer.isEmpty { return true }
            }
            return try buffer.refill(from: &source)
        } catch { throw CSVError(file: name, kind: .unreadable(error.description)) }
    }

    private mutating func finish(_ record: inout CSVRecord, isASCII: Bool) throws(CSVError) -> Bool
    {
        switch scanner.finish(&record) {
        case .unfinished: return false
        case .record: try check(record, isASCII: isASCII)
        case .failed: throw error(scanner.fault, line: scanner.openedAt)
        }
        return true
    }

    private func check(_ record: CSVRecord, isASCII: Bool) throws(CSVError) {
        if let excess = record.excess { throw error(excess, line: record.line) }
        if !isASCII, let place = record.firstInvalidUTF8 {
            let column = place.column
            let kind: CSVError.Kind =
                encoding == .utf8
                ? .invalidUTF8(column: column) : .invalidText(encoding, column: column)
            throw error(kind, line: place.line)
        }
    }

    private func error(_ kind: CSVError.Kind, line: Int) -> CSVError {
        CSVError(file: name, line: line, kind: kind)
    }
}

extension CSVReader: Sendable where Source: Sendable {}

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
    package var count: Int { ends.count }

    /// The text of a field, counted from 0; empty where the row has no such field.
    package subscript(index: Int) -> String { String(decoding: bytes(of: index), as: UTF8.self) }

    /// The bytes of a field in UTF-8, without its quotes; empty where the row has no such field.
    package func bytes(of index: Int) -> ArraySlice<UInt8> { bytes[range(of: index)] }

    /// How many bytes a field has in UTF-8, without its quotes; 0 where the row has no such field.
    package func byteCount(of index: Int) -> Int { range(of: index).count }

    /// All fields as texts.
    package var fields: [String] { (0..<count).map { self[$0] } }

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
        if bytes.count - unfinished > CSVLimits.fieldBytes {
            return .fieldTooLong(column: count + 1)
        }
        if let index = (0..<count).first(where: { byteCount(of: $0) > CSVLimits.fieldBytes }) {
            return .fieldTooLong(column: index + 1)
        }
        return bytes.count > CSVLimits.recordBytes ? .rowTooLong : nil
    }

    /// The line and the column of the first bytes that are not UTF-8.
    var firstInvalidUTF8: (line: Int, column: Int)? {
        guard let offset = firstInvalidOffset else { return nil }
        return (line + lineEnds(before: offset), (ends.firstIndex { $0 >= offset } ?? count) + 1)
    }

    private var firstInvalidOffset: Int? {
        guard #available(macOS 26, *) else { return firstUnparsedOffset }
        do {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch { return error.byteOffsets.lowerBound }
    }

    /// The same, slower: macOS has `UTF8Span` from version 26 on.
    private var firstUnparsedOffset: Int? {
        var (parser, rest, offset) = (Unicode.UTF8.ForwardParser(), bytes.makeIterator(), 0)
        while true {
            switch parser.parseScalar(from: &rest) {
            case .valid(let encoded): offset += encoded.count
            case .error: return offset
            case .emptyInput: return nil
            }
        }
    }

    private func lineEnds(before offset: Int) -> Int {
        var count = 0
        for index in 0..<offset where bytes[index] == .carriageReturn || bytes[index] == .lineFeed {
            let endsPair =
                bytes[index] == .lineFeed && index > 0 && bytes[index - 1] == .carriageReturn
            count += endsPair ? 0 : 1
        }
        return count
    }
}

/// Bounds what one row may hold, so that a forgotten quote is an error and not a file in memory.
package enum CSVLimits {
    /// The longest field, in bytes of UTF-8 without its quotes: 1 MiB.
    package static let fieldBytes = 1 << 20
    /// The longest row, in bytes of UTF-8: 16 MiB.
    package static let recordBytes = 16 << 20
    /// The most columns, as many as a spreadsheet has.
    package static let columns = 16_384
}

/// Says which bytes have a meaning in a CSV file.
package struct CSVDialect: Sendable, Equatable {
    /// The comma of RFC 4180.
    package static let standard = CSVDialect(delimiter: .comma)

    /// What stands between two fields.
    package let delimiter: UInt8

    /// Which bytes a scan stops at: bit 0 outside quotes, bit 1 inside.
    let classes: [UInt8]

    static let outside: UInt8 = 1
    static let inside: UInt8 = 2

    /// - Parameter delimiter: What stands between two fields: an ASCII byte other than a quote, a
    ///   line end or NUL.
    package init(delimiter: UInt8) {
        self.delimiter = delimiter
        var classes = [UInt8](repeating: 0, count: 256)
        classes[Int(delimiter)] = Self.outside
        for byte in [UInt8.nul, .lineFeed, .carriageReturn, .quote] {
            classes[Int(byte)] = Self.outside | Self.inside
        }
        self.classes = classes
    }

    /// Tells whether a byte can stand between two fields.
    package static func canDelimit(_ byte: UInt8) -> Bool {
        byte < 0x80 && ![.nul, .lineFeed, .carriageReturn, .quote].contains(byte)
    }
}

extension UInt8 {
    static let nul: UInt8 = 0x00
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let quote: UInt8 = 0x22
    static let comma: UInt8 = 0x2C
}
