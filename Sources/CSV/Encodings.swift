// SPDX-License-Identifier: Apache-2.0

package import Basics

/// How a file's bytes spell its text.
package enum FileEncoding: Sendable, Hashable {
    case utf8
    case utf16(isBigEndian: Bool)
    /// Any other, which the system's iconv reads.
    case system(SystemEncoding)

    /// What a file is read as that is nothing else: what spreadsheets of western Europe and America
    /// write.
    package static let windows1252 = FileEncoding.system(.windows1252)

    /// Finds an encoding by one of its names; upper case, spaces, `_` and `-` do not matter.
    package init?(named name: String) {
        if let encoding = Self.unicodeNames[Self.key(name)] {
            self = encoding
        } else if let encoding = SystemEncoding(named: name) {
            self = .system(encoding)
        } else {
            return nil
        }
    }

    /// The names that are shown to a person.
    package static let names = ["utf-8", "utf-16"] + SystemEncoding.common.map(\.name)

    static func key(_ name: String) -> String {
        name.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    /// UTF-16 that does not say its byte order is taken for Windows' own; a byte order mark decides
    /// anyway.
    private static let unicodeNames: [String: FileEncoding] = [
        "utf8": .utf8, "utf8sig": .utf8, "utf8bom": .utf8,
        "utf16": .utf16(isBigEndian: false), "unicode": .utf16(isBigEndian: false),
        "ucs2": .utf16(isBigEndian: false), "utf16le": .utf16(isBigEndian: false),
        "utf16be": .utf16(isBigEndian: true),
    ]
}

extension FileEncoding: CustomStringConvertible {
    /// The encoding's name.
    package var description: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16(let isBigEndian): isBigEndian ? "UTF-16BE" : "UTF-16LE"
        case .system(let encoding): encoding.name
        }
    }
}

/// An encoding that the system's iconv reads.
package struct SystemEncoding: Sendable, Hashable {
    /// The name that a person is shown: where the web's standards have one, that.
    package let name: String
    /// What iconv calls it.
    let iconvName: String

    /// Finds an encoding by one of its names; nil where iconv of this system has none of that name.
    init?(named name: String) {
        let plain = FileEncoding.key(name)
        if let known = Self.common.first(where: { $0.keys.contains(plain) }) {
            self = known.encoding
        } else if let found = Self.spellings(of: name).first(where: IconvDecoder.knows) {
            self.init(name: name.lowercased(), iconvName: found)
        } else {
            return nil
        }
    }

    private init(name: String, iconvName: String) {
        (self.name, self.iconvName) = (name, iconvName)
    }

    static let windows1252 = SystemEncoding(name: "windows-1252", iconvName: "CP1252")

    /// How iconv may spell a name.
    ///
    /// Names of the process's own text, and those with a wish behind
    /// them (`//IGNORE`), are none of a file's.
    private static func spellings(of name: String) -> [String] {
        let marks = Set("-_.:+() ")
        guard name.utf8.contains(where: { $0.isASCIIDigit || $0 | 0x20 > 0x60 }),
            name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || marks.contains($0)) }),
            !["char", "wchar_t", "internal"].contains(name.lowercased())
        else { return [] }
        let large = name.uppercased()
        let joined = ["", "-", "_"].map { joint in
            large.split { " _-".contains($0) }.joined(separator: joint)
        }
        return [large, name] + joined.reversed()
    }
}

extension SystemEncoding {
    /// An encoding that is often met, and the forms of its names that are compared.
    struct Common: Sendable {
        let encoding: SystemEncoding
        let keys: [String]

        var name: String { encoding.name }

        init(_ name: String, iconv: String, also others: [String] = []) {
            encoding = SystemEncoding(name: name, iconvName: iconv)
            keys = [FileEncoding.key(name)] + others
        }
    }

    /// The encodings that are often met.
    ///
    /// Where spreadsheets write a wider one under a standard's
    /// name, that is read: Windows' own forms of Shift_JIS, Big5, EUC-KR, GBK and TIS-620.
    static let common =
        (1250...1258).map { Common("windows-\($0)", iconv: "CP\($0)", also: ["cp\($0)"]) } + [
            Common("iso-8859-1", iconv: "ISO-8859-1", also: ["latin1"]),
            Common("iso-8859-2", iconv: "ISO-8859-2", also: ["latin2"]),
            Common("iso-8859-5", iconv: "ISO-8859-5"), Common("iso-8859-7", iconv: "ISO-8859-7"),
            Common("iso-8859-9", iconv: "ISO-8859-9", also: ["latin5"]),
            Common("iso-8859-15", iconv: "ISO-8859-15", also: ["latin9"]),
            Common("koi8-r", iconv: "KOI8-R"),
            Common("macintosh", iconv: "MACINTOSH", also: ["macroman", "mac"]),
            Common("ibm437", iconv: "CP437", also: ["cp437"]),
            Common("ibm850", iconv: "CP850", also: ["cp850"]),
            Common(
                "shift_jis", iconv: "CP932",
                also: ["sjis", "xsjis", "mskanji", "cp932", "ms932", "windows932", "windows31j"]),
            Common(
                "gbk", iconv: "GB18030",
                also: ["gb2312", "cp936", "ms936", "windows936", "euccn"]),
            Common("gb18030", iconv: "GB18030"),
            Common("big5", iconv: "CP950", also: ["cp950", "ms950", "windows950"]),
            Common(
                "euc-kr", iconv: "CP949",
                also: ["cp949", "ms949", "windows949", "uhc", "ksc5601", "ksc56011987"]),
            Common(
                "windows-874", iconv: "CP874",
                also: ["cp874", "tis620", "iso885911", "ibm874"]),
        ]
}

/// Turns UTF-16 into UTF-8; it remembers half a unit and half a pair between two pieces.
struct UTF16Decoder: Sendable {
    private let isBigEndian: Bool
    private var firstByte: UInt8?
    private var leading: UInt16?

    init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    mutating func decode(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8]) {
        for byte in bytes {
            guard let first = firstByte else {
                firstByte = byte
                continue
            }
            firstByte = nil
            let (high, low) = isBigEndian ? (first, byte) : (byte, first)
            take(UInt16(high) << 8 | UInt16(low), &output)
        }
    }

    /// Half a unit or half a pair at the end of the file is no text.
    mutating func finish(into output: inout [UInt8]) {
        if leading != nil || firstByte != nil { output.append(TextDecoder.invalid) }
        (leading, firstByte) = (nil, nil)
    }

    private mutating func take(_ unit: UInt16, _ output: inout [UInt8]) {
        if let first = leading {
            leading = nil
            if UTF16.isTrailSurrogate(unit) {
                let value = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(unit & 0x3FF))
                return append(Unicode.Scalar(value), &output)
            }
            output.append(TextDecoder.invalid)
        }
        if UTF16.isLeadSurrogate(unit) {
            leading = unit
        } else {
            append(Unicode.Scalar(unit), &output)
        }
    }

    private func append(_ scalar: Unicode.Scalar?, _ output: inout [UInt8]) {
        guard let scalar, let units = UTF8.encode(scalar) else {
            return output.append(TextDecoder.invalid)
        }
        output += units
    }
}

/// Turns bytes of another encoding into UTF-8, piece by piece.
///
/// Bytes that mean nothing become a byte that UTF-8 does not have, so that the reader, which knows
/// lines and columns, finds them.
enum TextDecoder {
    case utf16(UTF16Decoder)
    case system(IconvDecoder)

    /// What stands for bytes without a meaning.
    static let invalid: UInt8 = 0xFF

    /// Nil for UTF-8, of which nothing is to be made.
    init?(_ encoding: FileEncoding) {
        switch encoding {
        case .utf8: return nil
        case .utf16(let isBigEndian): self = .utf16(UTF16Decoder(isBigEndian: isBigEndian))
        case .system(let encoding): self = .system(IconvDecoder(encoding))
        }
    }

    /// Appends the UTF-8 of some more bytes.
    mutating func decode(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8]) {
        switch self {
        case .system(let decoder): decoder.decode(bytes, into: &output)
        case .utf16(var decoder):
            decoder.decode(bytes, into: &output)
            self = .utf16(decoder)
        }
    }

    /// Appends what the end of the file makes of bytes that were left over.
    mutating func finish(into output: inout [UInt8]) {
        switch self {
        case .system(let decoder): decoder.finish(into: &output)
        case .utf16(var decoder):
            decoder.finish(into: &output)
            self = .utf16(decoder)
        }
    }

    /// The UTF-8 of a whole text.
    static func decoded(_ bytes: [UInt8], _ encoding: FileEncoding) -> [UInt8] {
        guard var decoder = TextDecoder(encoding) else { return bytes }
        var text: [UInt8] = []
        decoder.decode(bytes[...], into: &text)
        decoder.finish(into: &text)
        return text
    }
}

/// Gives the bytes of another source as UTF-8.
///
/// What is UTF-8 already passes through untouched; whether it is valid the reader finds out.
package struct DecodedSource<Base: ByteSource>: ByteSource {
    private static var chunk: Int { 64 * 1024 }

    private var base: Base
    private var decoder: TextDecoder?
    private var input: [UInt8]
    private var output: [UInt8] = []
    private var position = 0

    /// Wraps a source that stands at the beginning of its text.
    package init(_ base: Base, encoding: FileEncoding) {
        self.base = base
        decoder = TextDecoder(encoding)
        input = decoder == nil ? [] : [UInt8](repeating: 0, count: Self.chunk)
    }

    /// Reads some bytes of UTF-8 into the front of a buffer.
    package mutating func read(
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(ReadFailure) -> Int {
        guard var decoder else { return try base.read(into: buffer) }
        if position == output.count {
            try refill(&decoder)
            self.decoder = decoder
        }
        let count = min(buffer.count, output.count - position)
        buffer.copyBytes(from: output[position..<position + count])
        position += count
        return count
    }

    /// Decodes until there is something to give, or the source has ended.
    private mutating func refill(_ decoder: inout TextDecoder) throws(ReadFailure) {
        output.removeAll(keepingCapacity: true)
        position = 0
        while output.isEmpty {
            let count = try base.read(into: &input)
            guard count > 0 else { return decoder.finish(into: &output) }
            decoder.decode(input[..<count], into: &output)
        }
    }
}
