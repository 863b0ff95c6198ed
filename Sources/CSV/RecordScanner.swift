// SPDX-License-Identifier: Apache-2.0

import Basics

/// Takes rows apart, from bytes that come in pieces of any length.
///
/// It is a state machine whose states last for whole runs of bytes, and it knows no source, so that
/// its loops are compiled once and not for each kind of source.
struct RecordScanner: Sendable {
    /// How far a scan came.
    enum Progress {
        /// The bytes ended before the row did.
        case unfinished
        /// The row is complete.
        case record
        /// The row cannot be read; ``fault`` says why.
        case failed
    }

    private enum State {
        /// Above the first line that is read.
        case above
        /// Between rows.
        case between
        /// Before the first byte of a field.
        case fieldStart
        /// In a field without quotes.
        case plain
        /// Between quotes.
        case quoted
        /// After a quote that closes a field, or is the first of two.
        case afterQuote
        /// After the last byte of a row.
        case complete
        case failed
    }

    private let dialect: CSVDialect
    private var state = State.between
    /// Whether the row before ended with a CR, so that an LF now belongs to it.
    private var endedWithCR = false
    /// The line of the next byte.
    private(set) var line = 1
    /// The first line that is read.
    private var firstLine = 1
    /// The line of the quote that was opened last.
    private(set) var openedAt = 1
    /// Why the row cannot be read.
    ///
    /// It is no payload of the state, which is copied for every field and so had better be a plain
    /// byte.
    private(set) var fault = CSVError.Kind.unclosedQuote

    init(dialect: CSVDialect) { self.dialect = dialect }

    /// Leaves out the lines above one, before anything was scanned.
    mutating func skip(to line: Int) {
        firstLine = line
        state = line > 1 ? .above : .between
    }

    /// Goes on with a row, or begins one.
    mutating func scan(_ buffer: inout InputBuffer, into record: inout CSVRecord) -> Progress {
        buffer.consume { bytes in
            dialect.classes.withUnsafeBufferPointer { classes in
                var position = 0
                let progress = scan(
                    ScanRun(bytes: bytes, classes: classes), from: &position, into: &record)
                return (position, progress)
            }
        }
    }

    /// Ends the row that the end of the file ends, if there is one.
    mutating func finish(_ record: inout CSVRecord) -> Progress {
        switch state {
        case .above, .between, .complete: return .unfinished
        case .failed: return .failed
        case .quoted:
            fail(.unclosedQuote)
            return .failed
        case .fieldStart, .plain, .afterQuote:
            record.ends.append(record.bytes.count)
            state = .between
            return .record
        }
    }

    private mutating func scan(
        _ run: ScanRun, from position: inout Int, into record: inout CSVRecord
    ) -> Progress {
        while position < run.count {
            switch state {
            case .above: pass(run, from: &position)
            case .between: begin(run, from: &position, into: &record)
            case .fieldStart: startField(run, at: &position)
            case .plain: scanPlain(run, from: &position, into: &record)
            case .quoted: scanQuoted(run, from: &position, into: &record)
            case .afterQuote: scanAfterQuote(run, from: &position, into: &record)
            case .complete, .failed: break
            }
            if state == .failed { return .failed }
            if state == .complete {
                state = .between
                return .record
            }
        }
        return .unfinished
    }

    /// Passes lines, quotes or not, up to the first that is read.
    private mutating func pass(_ run: ScanRun, from position: inout Int) {
        while position < run.count {
            let byte = run[position]
            let endsPair = byte == .lineFeed && endedWithCR
            if line == firstLine, !endsPair { break }
            if byte == .carriageReturn || byte == .lineFeed, !endsPair { line += 1 }
            endedWithCR = byte == .carriageReturn
            position += 1
        }
        if position < run.count { state = .between }
    }

    /// Leaves out empty lines before a row.
    private mutating func begin(
        _ run: ScanRun, from position: inout Int, into record: inout CSVRecord
    ) {
        while position < run.count {
            let byte = run[position]
            guard byte == .lineFeed || byte == .carriageReturn else {
                endedWithCR = false
                record.reset(line: line)
                state = .fieldStart
                return
            }
            line += byte == .lineFeed && endedWithCR ? 0 : 1
            endedWithCR = byte == .carriageReturn
            position += 1
        }
    }

    private mutating func startField(_ run: ScanRun, at position: inout Int) {
        guard run[position] == .quote else {
            state = .plain
            return
        }
        openedAt = line
        state = .quoted
        position += 1
    }

    /// Scans fields without quotes up to the end of the row, the next quoted field, or the end of
    /// the bytes.
    private mutating func scanPlain(
        _ run: ScanRun, from position: inout Int, into record: inout CSVRecord
    ) {
        let start = position
        let offset = record.bytes.count - start
        while true {
            position = run.nextSpecial(from: position, in: CSVDialect.outside)
            guard position < run.count else { break }
            let byte = run[position]
            if byte == dialect.delimiter {
                record.ends.append(offset + position)
                position += 1
                if position == run.count || run[position] == .quote {
                    state = .fieldStart
                    break
                }
            } else if byte == .quote {
                position += 1
            } else {
                record.bytes.append(contentsOf: run[start..<position])
                endField(with: byte, at: &position, of: &record)
                return
            }
        }
        record.bytes.append(contentsOf: run[start..<position])
    }

    private mutating func scanQuoted(
        _ run: ScanRun, from position: inout Int, into record: inout CSVRecord
    ) {
        let start = position
        while true {
            position = run.nextSpecial(from: position, in: CSVDialect.inside)
            guard position < run.count else { break }
            let byte = run[position]
            if byte == .quote {
                state = .afterQuote
                break
            }
            if byte == .nul {
                fail(.nulByte(column: record.count + 1))
                return
            }
            let previous = position > start ? run[position - 1] : record.bytes.last
            line += byte == .lineFeed && previous == .carriageReturn ? 0 : 1
            position += 1
        }
        record.bytes.append(contentsOf: run[start..<position])
        if state == .afterQuote { position += 1 }
    }

    private mutating func scanAfterQuote(
        _ run: ScanRun, from position: inout Int, into record: inout CSVRecord
    ) {
        let byte = run[position]
        guard byte == .quote else {
            endField(with: byte, at: &position, of: &record)
            return
        }
        record.bytes.append(byte)
        state = .quoted
        position += 1
    }

    private mutating func endField(
        with byte: UInt8, at position: inout Int, of record: inout CSVRecord
    ) {
        switch byte {
        case dialect.delimiter:
            record.ends.append(record.bytes.count)
            record.bytes.append(byte)
            state = .fieldStart
        case .lineFeed, .carriageReturn:
            record.ends.append(record.bytes.count)
            line += 1
            endedWithCR = byte == .carriageReturn
            state = .complete
        case .nul: fail(.nulByte(column: record.count + 1))
        default: fail(.textAfterQuote(column: record.count + 1, openedAt: openedAt))
        }
        position += 1
    }

    private mutating func fail(_ kind: CSVError.Kind) {
        fault = kind
        state = .failed
    }
}

/// Borrows bytes to scan, and the table of those that a scan stops at.
struct ScanRun {
    let bytes: UnsafeRawBufferPointer
    let classes: UnsafeBufferPointer<UInt8>

    var count: Int { bytes.count }

    subscript(position: Int) -> UInt8 { bytes[position] }

    subscript(range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[range])
    }

    /// Gives the position of the first byte of a class, or the end.
    @inline(__always) func nextSpecial(from start: Int, in classBit: UInt8) -> Int {
        var position = start
        while position < bytes.count, classes[Int(bytes[position])] & classBit == 0 {
            position &+= 1
        }
        return position
    }
}

/// Holds the bytes that were read and not yet scanned; its memory is used again for every read.
struct InputBuffer: Sendable {
    /// Long enough that system calls do not count, short enough to stay in the processor's cache.
    static let capacity = 128 * 1024
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private var storage = [UInt8](repeating: 0, count: capacity)
    private var position = 0
    private var limit = 0
    /// Whether the last read brought ASCII only, which needs no validation.
    private(set) var isASCII = true

    var isEmpty: Bool { position == limit }

    /// Reads on once all bytes are used up.
    ///
    /// - Returns: Whether there was anything left to read.
    mutating func refill(from source: inout some ByteSource) throws(ReadFailure) -> Bool {
        (position, limit) = (0, 0)
        try readMore(from: &source)
        isASCII = storage[..<limit].reduce(0, |) < 0x80
        return limit > 0
    }

    /// Makes the first read, which leaves out a byte order mark.
    mutating func start(from source: inout some ByteSource) throws(ReadFailure) {
        repeat {
            let before = limit
            try readMore(from: &source)
            if limit == before { break }
        } while limit < Self.byteOrderMark.count
        if storage[..<limit].starts(with: Self.byteOrderMark) {
            position = Self.byteOrderMark.count
        }
        isASCII = storage[position..<limit].reduce(0, |) < 0x80
    }

    /// Calls a closure with the bytes that are left; it returns how many it has used.
    mutating func consume<R>(_ body: (UnsafeRawBufferPointer) -> (used: Int, result: R)) -> R {
        let (used, result) = storage.withUnsafeBytes {
            body(UnsafeRawBufferPointer(rebasing: $0[position..<limit]))
        }
        position += min(max(0, used), limit - position)
        return result
    }

    private mutating func readMore(from source: inout some ByteSource) throws(ReadFailure) {
        let free = limit
        let count = try storage.withUnsafeMutableBufferPointer {
            (bytes) throws(ReadFailure) -> Int in
            try source.read(
                into: UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(bytes)[free...]))
        }
        limit += min(max(0, count), Self.capacity - limit)
    }
}
