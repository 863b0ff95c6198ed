// SPDX-License-Identifier: Apache-2.0

package import Basics

/// How a file's bytes spell its text.
package enum FileEncoding: Sendable, Hashable {
    case utf8
    case utf16(isBigEndian: Bool)
    /// One byte a character, as files from before Unicode are.
    case singleByte(SingleByteEncoding)

    /// What a file is read as that is nothing else: what spreadsheets of western Europe and America
    /// write.
    package static let windows1252 = FileEncoding.singleByte(.windows1252)

    /// Finds an encoding by one of its names; upper case, spaces, `_` and `-` do not matter.
    package init?(named name: String) {
        let plain = Self.key(name)
        if let encoding = Self.unicodeNames[plain] {
            self = encoding
        } else if let encoding = SingleByteEncoding.allCases.first(where: {
            $0.keys.contains(plain)
        }) {
            self = .singleByte(encoding)
        } else {
            return nil
        }
    }

    /// The names that are shown to a person.
    package static let names = ["utf-8", "utf-16"] + SingleByteEncoding.allCases.map(\.rawValue)

    static func key(_ name: String) -> String {
        name.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    /// UTF-16 that does not say its byte order is taken for Windows' own; a byte order mark decides
    /// anyway.
    private static let unicodeNames: [String: FileEncoding] = [
        "utf8": .utf8, "utf16": .utf16(isBigEndian: false), "unicode": .utf16(isBigEndian: false),
        "utf16le": .utf16(isBigEndian: false), "utf16be": .utf16(isBigEndian: true),
    ]
}

extension FileEncoding: CustomStringConvertible {
    /// The encoding's name.
    package var description: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16(let isBigEndian): isBigEndian ? "UTF-16BE" : "UTF-16LE"
        case .singleByte(let encoding): encoding.rawValue
        }
    }
}

/// An encoding in which every byte is a character, the lower 128 as in ASCII.
///
/// The raw value is the name that the web's standards give it.
package enum SingleByteEncoding: String, Sendable, Hashable, CaseIterable {
    case windows1250 = "windows-1250"
    case windows1251 = "windows-1251"
    case windows1252 = "windows-1252"
    case windows1253 = "windows-1253"
    case windows1254 = "windows-1254"
    case windows1255 = "windows-1255"
    case windows1256 = "windows-1256"
    case windows1257 = "windows-1257"
    case windows1258 = "windows-1258"
    case iso8859x1 = "iso-8859-1"
    case iso8859x2 = "iso-8859-2"
    case iso8859x5 = "iso-8859-5"
    case iso8859x7 = "iso-8859-7"
    case iso8859x9 = "iso-8859-9"
    case iso8859x15 = "iso-8859-15"
    case koi8r = "koi8-r"
    case macintosh = "macintosh"
    case ibm437 = "ibm437"
    case ibm850 = "ibm850"

    /// The forms of its names that are compared.
    var keys: [String] { [FileEncoding.key(rawValue)] + otherKeys }

    private var otherKeys: [String] {
        switch self {
        case .iso8859x1: ["latin1"]
        case .iso8859x2: ["latin2"]
        case .iso8859x9: ["latin5"]
        case .iso8859x15: ["latin9"]
        case .macintosh: ["macroman", "mac"]
        case .ibm437, .ibm850: ["cp" + rawValue.dropFirst(3)]
        case .windows1250, .windows1251, .windows1252, .windows1253, .windows1254, .windows1255,
            .windows1256, .windows1257, .windows1258:
            ["cp" + rawValue.suffix(4)]
        case .iso8859x5, .iso8859x7, .koi8r: []
        }
    }
}

/// Turns bytes of which each is a character into UTF-8.
struct SingleByteDecoder: Sendable {
    /// The UTF-8 of each byte from 0x80 on.
    private let upperHalf: [[UInt8]]

    init(_ encoding: SingleByteEncoding) {
        upperHalf = encoding.upperHalf.unicodeScalars.map { scalar in
            scalar == "\u{FFFD}" ? [TextDecoder.invalid] : Array(String(scalar).utf8)
        }
    }

    func decode(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8]) {
        for byte in bytes {
            if byte < 0x80 { output.append(byte) } else { output += upperHalf[Int(byte) - 0x80] }
        }
    }
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
enum TextDecoder: Sendable {
    case singleByte(SingleByteDecoder)
    case utf16(UTF16Decoder)

    /// What stands for bytes without a meaning.
    static let invalid: UInt8 = 0xFF

    /// Nil for UTF-8, of which nothing is to be made.
    init?(_ encoding: FileEncoding) {
        switch encoding {
        case .utf8: return nil
        case .utf16(let isBigEndian): self = .utf16(UTF16Decoder(isBigEndian: isBigEndian))
        case .singleByte(let encoding): self = .singleByte(SingleByteDecoder(encoding))
        }
    }

    /// Appends the UTF-8 of some more bytes.
    mutating func decode(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8]) {
        switch self {
        case .singleByte(let decoder): decoder.decode(bytes, into: &output)
        case .utf16(var decoder):
            decoder.decode(bytes, into: &output)
            self = .utf16(decoder)
        }
    }

    /// Appends what the end of the file makes of bytes that were left over.
    mutating func finish(into output: inout [UInt8]) {
        guard case .utf16(var decoder) = self else { return }
        decoder.finish(into: &output)
        self = .utf16(decoder)
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

extension DecodedSource: Sendable where Base: Sendable {}

/// The mark by which a file says at its beginning how it is encoded.
enum ByteOrderMark {
    static func encoding(of head: some Collection<UInt8>) -> FileEncoding? {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        if head.starts(with: [0xFF, 0xFE]) { return .utf16(isBigEndian: false) }
        if head.starts(with: [0xFE, 0xFF]) { return .utf16(isBigEndian: true) }
        return nil
    }
}

extension FileEncoding {
    /// Whether two encodings are the same but for the order of bytes.
    func isFamily(of other: FileEncoding) -> Bool {
        switch (self, other) {
        case (.utf16, .utf16): true
        default: self == other
        }
    }
}
