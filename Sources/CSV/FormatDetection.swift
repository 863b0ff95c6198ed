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
    /// - Throws: What makes the file none that can be read.
    package init(
        of detector: EncodingDetector, encoding: FileEncoding? = nil, delimiter: UInt8? = nil
    ) throws(CSVError.Kind) {
        (self.encoding, isGuess) = try detector.encoding(declared: encoding)
        let sample = Self.decoded(detector.head, self.encoding)
        let named = SeparatorLine.delimiter(in: sample)
        hasSeparatorLine = named != nil
        self.delimiter =
            delimiter ?? named
            ?? DelimiterDetector(sample: sample, isWhole: detector.hasWholeFile).delimiter
    }

    private static func decoded(_ head: [UInt8], _ encoding: FileEncoding) -> [UInt8] {
        guard var decoder = TextDecoder(encoding) else { return head }
        var text: [UInt8] = []
        decoder.decode(head[...], into: &text)
        return text
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
        skipsFirstRow = format.hasSeparatorLine
    }
}

/// Finds out what stands between the fields of a file, from its first rows.
///
/// The header decides what comes into question: a delimiter that does not occur there, outside of
/// quotes, is none. Of several the one wins by which most rows are as wide as the header. A file of
/// one column has none.
struct DelimiterDetector {
    /// In this order where nothing else tells two of them apart.
    private static let candidates = Array(",;\t|".utf8)
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

/// A spreadsheet program's own file, which is no CSV whatever its name says.
package enum SpreadsheetFormat: Sendable, Hashable {
    /// Excel's, from 2007 on.
    case xlsx
    /// Excel's, from before.
    case xls
    /// LibreOffice's.
    case ods
    /// Apple Numbers'.
    case numbers
    /// An archive of something.
    case zip

    /// Looks at a file's first bytes; nil for a file that may be text.
    init?(head: [UInt8]) {
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            self = .xls
        } else if head.starts(with: Array("PK".utf8) + [3, 4]) {
            self = Self.kind(ofArchive: String(decoding: head.prefix(4096), as: UTF8.self))
        } else {
            return nil
        }
    }

    /// The names of an archive's first files tell whose it is.
    private static func kind(ofArchive head: String) -> SpreadsheetFormat {
        if head.contains("opendocument.spreadsheet") { return .ods }
        if head.contains("[Content_Types].xml") || head.contains("xl/") { return .xlsx }
        if head.contains("Index/") || head.contains(".iwa") { return .numbers }
        return .zip
    }
}

extension SpreadsheetFormat: CustomStringConvertible {
    /// What the file is, and how a CSV file is made of it.
    package var description: String {
        switch self {
        case .xlsx, .xls:
            "this is an Excel workbook, not a CSV file; "
                + "open it in Excel and save the sheet with File > Save As > “CSV UTF-8 (Comma "
                + "delimited)”"
        case .ods:
            "this is a LibreOffice spreadsheet, not a CSV file; "
                + "open it and save the sheet with File > Save As > “Text CSV”, character set "
                + "“Unicode (UTF-8)”"
        case .numbers:
            "this is a Numbers document, not a CSV file; "
                + "open it and export the sheet with File > Export To > CSV…, text encoding "
                + "“Unicode (UTF-8)”"
        case .zip:
            "this is a ZIP archive, not a CSV file; unpack it and name the CSV file in it "
                + "(of a spreadsheet: save it as CSV in UTF-8 first)"
        }
    }
}

/// Finds out how a file is encoded; it wants to see all of it, for one byte in the last row may
/// decide.
package struct EncodingDetector: Sendable {
    /// How many bytes are looked at to know UTF-16, a delimiter, or a file that is no text at all.
    static let headLength = 64 * 1024

    /// The file's first bytes.
    package private(set) var head: [UInt8] = []
    private var census = UTF8Census()
    private var length = 0

    /// Makes a detector that has seen nothing.
    package init() {}

    /// Whether `head` is all of the file.
    package var hasWholeFile: Bool { length == head.count }

    /// Takes the next bytes of the file.
    package mutating func add(_ bytes: ArraySlice<UInt8>) {
        head += bytes.prefix(Self.headLength - head.count)
        length += bytes.count
        census.add(bytes)
    }

    /// Decides, once all bytes were added.
    ///
    /// - Parameter declared: The encoding that the user names; nil where it is to be found out.
    /// - Returns: The encoding, and whether it is a guess, which the user should see.
    /// - Throws: What makes the file no text in an encoding that is known, or no text at all.
    package func encoding(
        declared: FileEncoding? = nil
    ) throws(CSVError.Kind) -> (encoding: FileEncoding, isGuess: Bool) {
        if let format = SpreadsheetFormat(head: head) { throw .spreadsheet(format) }
        let marked = ByteOrderMark.encoding(of: head)
        if let declared, let marked, !marked.isFamily(of: declared) {
            throw .contradictedEncoding(declared, mark: marked)
        }
        if let known = marked ?? declared ?? utf16WithoutMark { return (known, false) }
        return isUTF8 ? (.utf8, false) : (.windows1252, true)
    }

    /// A file with more characters in UTF-8 than mistakes is UTF-8 that was damaged: to read all of
    /// it as something else would garble what is right in it.
    private var isUTF8: Bool { census.mistakes == 0 || census.characters > census.mistakes }

    /// UTF-16 where every other byte is zero, as in text that is mostly ASCII; UTF-8 has no zeros
    /// at all.
    private var utf16WithoutMark: FileEncoding? {
        let pairs = head.count / 2
        let zeros = head.prefix(pairs * 2).enumerated().lazy.filter { $0.element == 0 }
        let even = zeros.count { $0.offset.isMultiple(of: 2) }
        let odd = zeros.count { !$0.offset.isMultiple(of: 2) }
        if pairs > 1, even == 0, odd * 2 > pairs { return .utf16(isBigEndian: false) }
        if pairs > 1, odd == 0, even * 2 > pairs { return .utf16(isBigEndian: true) }
        return nil
    }
}

/// Counts in bytes that come in pieces how many characters beyond ASCII are UTF-8, and how many
/// bytes are none.
struct UTF8Census: Sendable {
    /// Characters of more than one byte.
    private(set) var characters = 0
    /// Places that are not UTF-8.
    private var faults = 0
    /// How many bytes the character that has begun still needs.
    private var missing = 0
    /// What its next byte may be.
    private var allowed: ClosedRange<UInt8> = 0x80...0xBF

    /// Places that are not UTF-8, a character that the end has cut off among them.
    var mistakes: Int { faults + (missing > 0 ? 1 : 0) }

    mutating func add(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBufferPointer { buffer in
            var index = 0
            while index < buffer.count {
                if missing == 0, buffer[index] < 0x80 {
                    index &+= 1
                } else if take(buffer[index]) {
                    index &+= 1
                }
            }
        }
    }

    /// Whether the byte is used up: one that breaks a character off is looked at again by itself.
    private mutating func take(_ byte: UInt8) -> Bool {
        guard missing > 0 else {
            begin(with: byte)
            return true
        }
        guard allowed.contains(byte) else {
            faults += 1
            missing = 0
            return false
        }
        allowed = 0x80...0xBF
        missing -= 1
        if missing == 0 { characters += 1 }
        return true
    }

    /// The ranges of Unicode's table 3-7.
    private mutating func begin(with byte: UInt8) {
        (missing, allowed) =
            switch byte {
            case 0xC2...0xDF: (1, 0x80...0xBF)
            case 0xE0: (2, 0xA0...0xBF)
            case 0xED: (2, 0x80...0x9F)
            case 0xE1...0xEF: (2, 0x80...0xBF)
            case 0xF0: (3, 0x90...0xBF)
            case 0xF1...0xF3: (3, 0x80...0xBF)
            case 0xF4: (3, 0x80...0x8F)
            default: (0, 0x80...0xBF)
            }
        if missing == 0, byte >= 0x80 { faults += 1 }
    }
}
