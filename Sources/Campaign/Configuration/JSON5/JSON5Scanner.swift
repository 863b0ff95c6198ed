// SPDX-License-Identifier: Apache-2.0

/// Walks over the bytes of a JSON5 document and knows the line it is in.
struct JSON5Scanner {
    private let bytes: [UInt8]
    private var position = 0
    private var lineStart = 0
    /// The 1-based line of the next byte.
    private(set) var line = 1

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next byte; nil at the end.
    var peek: UInt8? { peek(0) }

    /// The byte some places ahead.
    func peek(_ offset: Int) -> UInt8? {
        position + offset < bytes.count ? bytes[position + offset] : nil
    }

    /// Consumes one byte and counts lines.
    mutating func advance() {
        guard let byte = peek else { return }
        position += 1
        guard byte == UInt8(ascii: "\n") || (byte == UInt8(ascii: "\r") && peek != UInt8(ascii: "\n")) else { return }
        line += 1
        lineStart = position
    }

    /// Consumes the next byte if it is this one.
    mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        advance()
        return true
    }

    /// Consumes bytes as long as they fit and returns them.
    mutating func take(while fits: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let start = position
        while let byte = peek, fits(byte) { advance() }
        return bytes[start..<position]
    }

    /// Makes an error for the next byte's place.
    func error(_ problem: String) -> JSON5Error {
        JSON5Error(line: line, column: position - lineStart + 1, problem: problem)
    }

    /// Consumes white space and comments.
    mutating func skipSpace() throws(JSON5Error) {
        while true {
            if let length = spaceLength() {
                for _ in 0..<length { advance() }
            } else if peek == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "/") {
                _ = take { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
            } else if peek == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
                try skipBlockComment()
            } else {
                return
            }
        }
    }

    private mutating func skipBlockComment() throws(JSON5Error) {
        let opened = self
        advance()
        advance()
        while peek != UInt8(ascii: "*") || peek(1) != UInt8(ascii: "/") {
            guard peek != nil else { throw opened.error("this comment is opened and never closed") }
            advance()
        }
        advance()
        advance()
    }

    /// The length in bytes of the white space character that is next; besides ASCII's these are U+00A0, U+2028, U+2029 and U+FEFF.
    private func spaceLength() -> Int? {
        switch (peek, peek(1), peek(2)) {
        case (0x20, _, _), (0x09, _, _), (0x0A, _, _), (0x0B, _, _), (0x0C, _, _), (0x0D, _, _): 1
        case (0xC2, 0xA0, _): 2
        case (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xEF, 0xBB, 0xBF): 3
        default: nil
        }
    }

    /// Consumes an unquoted word: ASCII letters, digits, `$`, `_` and whatever is not ASCII; empty if there is none.
    mutating func identifier() -> String {
        let word = take { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "$"), UInt8(ascii: "_"), 0x80...: true
            default: false
            }
        }
        return String(decoding: word, as: UTF8.self)
    }
}
