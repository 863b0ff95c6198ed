// SPDX-License-Identifier: Apache-2.0

/// Reads the rows of a CSV file one by one, in memory that does not grow with the file.
///
/// It reads RFC 4180 in UTF-8, with or without a byte order mark, or what a ``CSVFormat`` says, and is
/// lenient where files differ without doubt:
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
            if buffer.isEmpty, try !refill() {
                return try finish(&record, isASCII: isASCII)
            }
            isASCII = isASCII && buffer.isASCII
            switch scanner.scan(&buffer, into: &record) {
            case .unfinished:
                if let excess = record.excess { throw error(excess, line: record.line) }
            case .record:
                try check(record, isASCII: isASCII)
                return true
            case .failed:
                throw error(scanner.fault, line: scanner.line)
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
        } catch {
            throw CSVError(file: name, kind: .unreadable(error.description))
        }
    }

    private mutating func finish(_ record: inout CSVRecord, isASCII: Bool) throws(CSVError) -> Bool {
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
                encoding == .utf8 ? .invalidUTF8(column: column) : .invalidText(encoding, column: column)
            throw error(kind, line: place.line)
        }
    }

    private func error(_ kind: CSVError.Kind, line: Int) -> CSVError {
        CSVError(file: name, line: line, kind: kind)
    }
}

extension CSVReader: Sendable where Source: Sendable {}
