// SPDX-License-Identifier: Apache-2.0

/// Finds out how a file is encoded; it wants to see all of it, for one byte in the last row may
/// decide.
package struct EncodingDetector: Sendable {
    /// How many bytes are looked at to know UTF-16, a delimiter, or a file that is no text at all.
    static let headLength = 64 * 1024

    /// The file's first bytes.
    package private(set) var head: [UInt8] = []
    private var census = UTF8Census()
    private var evidence = GuessEvidence()
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
        evidence.add(bytes, isWanted: census.mistakes > 0)
    }

    /// Decides, once all bytes were added.
    ///
    /// - Parameter declared: The encoding that the user names; nil where it is to be found out.
    /// - Returns: The encoding, and whether it is a guess, which the user should see.
    /// - Throws: What makes the file no text in an encoding that is known, or no text at all.
    package func encoding(
        declared: FileEncoding? = nil
    ) throws(CSVError.Kind) -> (encoding: FileEncoding, isGuess: Bool) {
        if let format = ForeignFormat(head: head) { throw .foreign(format) }
        if let problem = contradiction(of: declared) { throw problem }
        return textEncoding(declared: declared)
    }

    private func contradiction(of declared: FileEncoding?) -> CSVError.Kind? {
        guard let declared, let marked = ByteOrderMark.encoding(of: head),
            !marked.isFamily(of: declared)
        else { return nil }
        return .contradictedEncoding(declared, mark: marked)
    }

    /// The encoding of what is text in any case.
    func textEncoding(
        declared: FileEncoding? = nil
    ) -> (encoding: FileEncoding, isGuess: Bool) {
        let marked = ByteOrderMark.encoding(of: head)
        if let known = marked ?? declared ?? utf16WithoutMark { return (known, false) }
        if census.mistakes == 0 { return (.utf8, false) }
        let guess = EncodingGuess(of: evidence.lines).encoding
        return isDamagedUTF8(or: guess) ? (.utf8, false) : (guess, true)
    }

    /// A file with more characters in UTF-8 than mistakes is UTF-8 that was damaged: to read all of
    /// it as something else would garble what is right in it.
    ///
    /// Where there are only a few more, that may be chance, and a reading that makes words of
    /// another script is none.
    private func isDamagedUTF8(or guess: FileEncoding) -> Bool {
        let isChance = guess != .windows1252 && census.characters <= 4 * census.mistakes
        return census.characters > census.mistakes && !isChance
    }

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

/// The lines with bytes beyond ASCII, from the first piece on that is no UTF-8: by them an encoding
/// is guessed.
///
/// They are taken whole, so that no half of a character is among them.
struct GuessEvidence: Sendable {
    /// So many bytes are enough.
    private static let limit = 32 * 1024

    private var collected: [UInt8] = []
    /// The line that the last piece broke off.
    private var rest: ArraySlice<UInt8> = []

    /// The lines, with their line feeds.
    var lines: [UInt8] { collected + Self.telling(rest) }

    /// Takes the next bytes of the file.
    mutating func add(_ bytes: ArraySlice<UInt8>, isWanted: Bool) {
        guard collected.count < Self.limit else { return }
        let end = bytes.lastIndex(of: .lineFeed).map { $0 + 1 } ?? bytes.startIndex
        if isWanted, end > bytes.startIndex { collect(rest + bytes[..<end]) }
        let joined = end == bytes.startIndex ? rest + bytes : bytes[end...]
        // A line longer than that is no row of a list.
        rest = joined.count > Self.limit ? [] : ArraySlice(Array(joined))
    }

    private mutating func collect(_ bytes: ArraySlice<UInt8>) {
        var start = bytes.startIndex
        while start < bytes.endIndex, collected.count < Self.limit {
            let end = bytes[start...].firstIndex(of: .lineFeed).map { $0 + 1 } ?? bytes.endIndex
            collected += Self.telling(bytes[start..<end])
            start = end
        }
    }

    private static func telling(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        line.contains { $0 >= 0x80 } ? line : []
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

/// The mark by which a file says at its beginning how it is encoded.
enum ByteOrderMark {
    static func encoding(of head: some Collection<UInt8>) -> FileEncoding? {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        // UTF-32 begins as UTF-16 does, with a NUL behind it, which no text has.
        if head.starts(with: [0xFF, 0xFE, 0, 0]) { return FileEncoding(named: "utf-32le") }
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
        default: self == other || "\(other)".hasPrefix("utf-32") && "\(self)".hasPrefix("utf-32")
        }
    }
}
