// SPDX-License-Identifier: Apache-2.0

import Basics

/// How a CSV file is written: all that must be known before it can be read.
package struct CSVFormat: Sendable, Hashable {
    /// How its bytes spell its text.
    package var encoding = FileEncoding.utf8
    /// Whether the encoding is a guess.
    package var isGuess = false
    /// What stands between two fields.
    package var delimiter = UInt8.comma
    /// Whether its first row is `sep=;`, by which spreadsheets tell each other the delimiter.
    package var hasSeparatorLine = false
    /// The line on which its header stands; 1 is the first, and what is above is no part of the
    /// table.
    package var headerLine = 1
    /// The first words above the header; nil where there are none.
    package var wordsAbove: String?

    /// RFC 4180 in UTF-8.
    package init() {}
}

extension CSVFormat {
    /// Finds out how a file is written.
    ///
    /// - Parameters:
    ///   - detector: A detector that was given all of the file.
    ///   - encoding: The encoding that the user names; nil where it is to be found out.
    ///   - delimiter: The delimiter that the user names; nil where it is to be found out.
    ///   - header: Where its header is.
    /// - Throws: What makes the file none that can be read.
    package init(
        of detector: EncodingDetector, encoding: FileEncoding? = nil, delimiter: UInt8? = nil,
        header: HeaderPlace = .line(1)
    ) throws(CSVError.Kind) {
        (self.encoding, isGuess) = try detector.encoding(declared: encoding)
        let sample = TextDecoder.decoded(detector.head, self.encoding)
        let named = SeparatorLine.delimiter(in: sample)
        hasSeparatorLine = named != nil
        let search = HeaderSearch(
            sample: sample, delimiter: delimiter ?? named, skipsFirst: hasSeparatorLine)
        switch header {
        case .line(let line): headerLine = line
        case .found(let isHeader): headerLine = search.line(isHeader)
        }
        wordsAbove = headerLine > 1 ? Lines.firstWords(above: headerLine, of: sample) : nil
        self.delimiter =
            delimiter ?? named
            ?? DelimiterDetector(
                sample: Lines.from(headerLine, of: sample), isWhole: detector.hasWholeFile
            ).delimiter
    }
}

/// Where the header of a file is.
package enum HeaderPlace {
    /// On a line that is known; 1 is the first.
    case line(Int)
    /// In the first row that is one: titles and comments may stand above it.
    case found(by: ([String]) -> Bool)
}

/// Looks for the header below titles and comments, in the first rows of a file.
struct HeaderSearch {
    private static let rowLimit = 30

    /// A file's first bytes in UTF-8.
    let sample: [UInt8]
    /// The delimiter; nil where it is not known yet.
    let delimiter: UInt8?
    /// Whether the first row names the delimiter and is no row.
    let skipsFirst: Bool

    /// The line of the header; the first where nothing better is found.
    func line(_ isHeader: ([String]) -> Bool) -> Int {
        let readings = (delimiter.map { [$0] } ?? DelimiterDetector.candidates).map(rows)
        if readings.contains(where: { $0.first.map { isHeader($0.cells) } ?? true }) { return 1 }
        let found = readings.compactMap { line(in: $0, isHeader) }
        return found.min() ?? readings.compactMap(lineBelowTitles).max() ?? 1
    }

    private typealias Row = (cells: [String], line: Int)

    private func line(in rows: [Row], _ isHeader: ([String]) -> Bool) -> Int? {
        let index = rows.firstIndex {
            isHeader($0.cells) && !$0.cells.contains(where: NumberLike.matches)
        }
        guard let index else { return nil }
        let width = Self.filled(rows[index].cells)
        let areTitles = rows[..<index].allSatisfy { Self.isTitle($0.cells, above: width) }
        return areTitles ? rows[index].line : nil
    }

    /// Where no row is known for a header: the first with several cells, below rows of one.
    private func lineBelowTitles(_ rows: [Row]) -> Int? {
        guard let index = rows.firstIndex(where: { Self.filled($0.cells) > 1 }), index > 0,
            rows[..<index].allSatisfy({ Self.isTitle($0.cells, above: 2) }),
            rows[index...].count(where: { Self.filled($0.cells) > 1 }) > 2
        else { return nil }
        return rows[index].line
    }

    /// Whether a row may be a title, a comment or a blank line: it has fewer cells with something
    /// in them than the header, and no number of a person.
    private static func isTitle(_ cells: [String], above width: Int) -> Bool {
        if cells.first?.first == "#" { return true }
        return filled(cells) < max(2, width) && !cells.contains(where: NumberLike.matches)
    }

    private static func filled(_ cells: [String]) -> Int {
        cells.count { $0.contains { !$0.isWhitespace } }
    }

    /// The first rows, as far as they can be read; a title may have a quote that never ends.
    private func rows(_ delimiter: UInt8) -> [Row] {
        var (start, rows): (Int, [Row]) = (1, [])
        while rows.count < Self.rowLimit {
            var reader = CSVReader(
                MemoryByteSource(sample), name: "", dialect: CSVDialect(delimiter: delimiter))
            reader.start(atLine: start)
            do throws(CSVError) {
                while rows.count < Self.rowLimit, let record = try reader.next() {
                    rows.append((record.fields, record.line))
                    start = record.line + 1
                }
                break
            } catch {
                // The line that cannot be read is left out, and those below it are read.
                guard let line = error.line, line >= start else { break }
                start = line + 1
            }
        }
        return skipsFirst ? Array(rows.dropFirst()) : rows
    }
}

/// What a cell looks like, before anybody knows a numbering plan.
package enum NumberLike {
    /// Whether a text looks like a phone number: at least seven digits and what stands between
    /// them, and no date.
    package static func matches(_ text: String) -> Bool {
        let bytes = text.utf8.filter { $0 != .space }
        let digits = bytes.count(where: \.isASCIIDigit)
        guard (7...40).contains(digits), !isDate(bytes) else { return false }
        if bytes.allSatisfy({ $0.isASCIIDigit || marks.contains($0) }) { return true }
        return Double(text).map { $0 >= 1_000_000 } ?? false
    }

    private static let marks = Set("+-()./'=\";,\t".utf8)

    /// `2026-11-01`, `1.11.2026`, `11/01/2026`, `20261101`.
    private static func isDate(_ text: [UInt8]) -> Bool {
        let parts = text.split { !$0.isASCIIDigit }
        guard text.allSatisfy({ $0.isASCIIDigit || "-./".utf8.contains($0) }) else {
            return false
        }
        let years = parts.filter {
            $0.count == 4 && ($0.starts(with: "19".utf8) || $0.starts(with: "20".utf8))
        }
        if parts.count == 3 { return years.count == 1 && parts.count { $0.count <= 2 } == 2 }
        return parts.count == 1 && text.count == 8 && isCompactDate(text)
    }

    private static func isCompactDate(_ text: [UInt8]) -> Bool {
        let month = Int(String(decoding: text[4..<6], as: UTF8.self)) ?? 0
        let day = Int(String(decoding: text[6...], as: UTF8.self)) ?? 0
        let isYear = text.starts(with: "19".utf8) || text.starts(with: "20".utf8)
        return isYear && (1...12).contains(month) && (1...31).contains(day)
    }
}

/// Lines of a text, as errors count them.
enum Lines {
    /// What begins with a line; 1 is the first.
    static func from(_ line: Int, of text: [UInt8]) -> [UInt8] {
        var (index, current) = (0, 1)
        while current < line, index < text.count {
            let isPair =
                text[index] == .carriageReturn && index + 1 < text.count
                && text[index + 1] == .lineFeed
            if text[index] == .carriageReturn || text[index] == .lineFeed { current += 1 }
            index += isPair ? 2 : 1
        }
        return current == line ? Array(text[index...]) : []
    }

    /// The first words above a line, without the delimiters of empty cells; nil where only blank
    /// lines are there.
    static func firstWords(above line: Int, of text: [UInt8]) -> String? {
        let above = text.dropLast(from(line, of: text).count)
        let lines = above.split { $0 == .carriageReturn || $0 == .lineFeed }.map {
            String(decoding: $0, as: UTF8.self).filter { $0 != "\u{FEFF}" && $0 != "\"" }
        }
        let marks = Set(" ,;|\t")
        let words = lines.lazy.map { line in
            String(
                line.drop { marks.contains($0) }.reversed().drop { marks.contains($0) }.reversed())
        }
        return words.first { !$0.isEmpty }.map { String($0.prefix(60)) }
    }
}

extension CSVReader {
    /// Makes a reader of a file whose format is known; nothing is read yet.
    ///
    /// - Parameters:
    ///   - source: The file's bytes.
    ///   - name: How errors call the file.
    ///   - format: How the file is written.
    package init<Base>(_ source: Base, name: String, format: CSVFormat)
    where Source == DecodedSource<Base> {
        self.init(
            DecodedSource(source, encoding: format.encoding), name: name,
            dialect: CSVDialect(delimiter: format.delimiter))
        encoding = format.encoding
        skipsFirstRow = format.hasSeparatorLine && format.headerLine == 1
        start(atLine: format.headerLine)
    }
}

/// Finds out what stands between the fields of a file, from its first rows.
///
/// The header decides what comes into question: a delimiter that does not occur there, outside of
/// quotes, is none. Of several the one wins by which most rows are as wide as the header. A file of
/// one column has none.
struct DelimiterDetector {
    /// In this order where nothing else tells two of them apart.
    static let candidates = Array(",;\t|".utf8)
    private static let rowLimit = 500

    /// A file's first bytes in UTF-8.
    let sample: [UInt8]
    /// Whether they are all of it; otherwise the last row is not looked at.
    let isWhole: Bool

    /// The delimiter; a comma where there is none.
    var delimiter: UInt8 {
        let fits = Self.candidates.map(fit).filter { $0.columns > 1 && $0.share > 0 }
        let best = fits.dropFirst().reduce(fits.first) { best, next in
            best.map { $0.isWorse(than: next) ? next : $0 }
        }
        return best?.delimiter ?? .comma
    }

    private func fit(of delimiter: UInt8) -> DelimiterFit {
        var reader = CSVReader(
            MemoryByteSource(sample), name: "", dialect: CSVDialect(delimiter: delimiter))
        var fit = DelimiterFit(delimiter: delimiter)
        var last: CSVRecord?
        do throws(CSVError) {
            while fit.rows < Self.rowLimit, let record = try reader.next() {
                if let last { fit.add(last) }
                last = record.isBlank ? nil : record
            }
            if isWhole || fit.rows == 0, let last { fit.add(last) }
        } catch {
            if let last { fit.add(last) }
            // A sample may end within quotes.
            fit.isBroken = isWhole || error.kind != .unclosedQuote
        }
        return fit
    }
}

/// How well a delimiter explains the first rows of a file.
struct DelimiterFit {
    let delimiter: UInt8
    /// Whether the rows cannot be read with it.
    var isBroken = false
    /// The fields of the header.
    private(set) var columns = 0
    /// The rows, that of the header included.
    private(set) var rows = 0
    private var fitting = 0
    /// Whether names in the header begin with a space, as after the comma of a sentence.
    private var isSpaced = false

    init(delimiter: UInt8) { self.delimiter = delimiter }

    /// The share of rows that are as wide as the header; a header alone explains itself.
    var share: Double { rows < 2 ? 1 : Double(fitting) / Double(rows - 1) }

    /// Counts the next row, the header first.
    mutating func add(_ record: CSVRecord) {
        rows += 1
        if rows > 1 {
            fitting += record.count == columns ? 1 : 0
        } else {
            columns = record.count
            isSpaced = (1..<max(1, columns)).contains { record.bytes(of: $0).first == .space }
        }
    }

    func isWorse(than other: DelimiterFit) -> Bool {
        if isBroken != other.isBroken { return isBroken }
        if share != other.share { return share < other.share }
        if isSpaced != other.isSpaced { return isSpaced }
        return columns < other.columns
    }
}

/// The line `sep=;` with which a spreadsheet's file may begin.
enum SeparatorLine {
    /// The delimiter that the line names.
    ///
    /// - Parameter head: A file's first bytes in UTF-8.
    /// - Returns: Nil where the first line is another one.
    static func delimiter(in head: [UInt8]) -> UInt8? {
        let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head[3...] : head[...]
        var line = text.prefix(8).prefix { $0 != .lineFeed && $0 != .carriageReturn }
        if line.first == .quote, line.last == .quote { line = line.dropFirst().dropLast() }
        guard line.count == 5, line.prefix(4).map({ $0 | 0x20 }) == Array("sep=".utf8),
            let mark = line.last, CSVDialect.canDelimit(mark)
        else { return nil }
        return mark
    }
}
