// SPDX-License-Identifier: Apache-2.0

import Basics

/// Walks over the bytes of a JSON5 document and knows the line it is in.
struct JSON5Scanner {
    private let bytes: [UInt8]
    private var position = 0
    private var lineStart = 0
    /// The 1-based line of the next byte.
    private(set) var line = 1

    init(_ bytes: [UInt8]) { self.bytes = bytes }

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
        guard
            byte == UInt8(ascii: "\n") || (byte == UInt8(ascii: "\r") && peek != UInt8(ascii: "\n"))
        else { return }
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

    /// The length in bytes of the white space character that is next; besides ASCII's these are
    /// U+00A0, U+2028, U+2029 and U+FEFF.
    private func spaceLength() -> Int? {
        switch (peek, peek(1), peek(2)) {
        case (0x20, _, _), (0x09, _, _), (0x0A, _, _), (0x0B, _, _), (0x0C, _, _), (0x0D, _, _): 1
        case (0xC2, 0xA0, _): 2
        case (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xEF, 0xBB, 0xBF): 3
        default: nil
        }
    }

    /// Consumes an unquoted word: ASCII letters, digits, `$`, `_` and whatever is not ASCII; empty
    /// if there is none.
    mutating func identifier() -> String {
        let word = take {
            $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "_")
                || $0 >= 0x80
        }
        return String(decoding: word, as: UTF8.self)
    }
}

extension JSON5Scanner {
    /// Whether a value that begins with this byte can only be a number.
    static func beginsNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: byte.isASCIIDigit
        }
    }

    /// Consumes a number and returns it in plain JSON spelling, digits unchanged.
    ///
    /// Hexadecimal numbers and infinities are JSON5 but make no sense in a configuration of rates
    /// and prices, so they are refused.
    mutating func number() throws(JSON5Error) -> String {
        let start = self
        let sign = take(UInt8(ascii: "-")) ? "-" : ""
        if sign.isEmpty { _ = take(UInt8(ascii: "+")) }
        let whole = digits()
        let fraction = take(UInt8(ascii: ".")) ? digits() : ""
        guard !whole.isEmpty || !fraction.isEmpty else { throw start.error("this is no number") }
        let exponent = try exponentPart()
        guard identifier().isEmpty else {
            throw start.error("this is no decimal number; text needs quotes")
        }
        return sign + (whole.isEmpty ? "0" : whole) + (fraction.isEmpty ? "" : "." + fraction)
            + exponent
    }

    private mutating func exponentPart() throws(JSON5Error) -> String {
        guard take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) else { return "" }
        let sign = take(UInt8(ascii: "-")) ? "-" : ""
        if sign.isEmpty { _ = take(UInt8(ascii: "+")) }
        let power = digits()
        guard !power.isEmpty else { throw error("the exponent's digits are missing") }
        return "e" + sign + power
    }

    private mutating func digits() -> String {
        String(decoding: take(while: \.isASCIIDigit), as: UTF8.self)
    }
}

extension JSON5Scanner {
    /// Consumes a string in double or single quotes and returns what it stands for.
    mutating func string() throws(JSON5Error) -> String {
        let opened = self
        let quote = peek ?? UInt8(ascii: "\"")
        advance()
        var text = ""
        while true {
            let run = take {
                $0 != quote && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "\n")
                    && $0 != UInt8(ascii: "\r")
            }
            text += String(decoding: run, as: UTF8.self)
            if take(quote) { return text }
            guard take(UInt8(ascii: "\\")) else {
                throw opened.error("this quote is opened and not closed in its line")
            }
            try appendEscape(to: &text)
        }
    }

    /// Consumes what follows a backslash.
    private mutating func appendEscape(to text: inout String) throws(JSON5Error) {
        switch peek {
        case UInt8(ascii: "u"): text.unicodeScalars.append(try unicodeEscape())
        case UInt8(ascii: "x"):
            advance()
            text.unicodeScalars.append(
                Unicode.Scalar(UInt8(truncatingIfNeeded: try hexadecimal(digits: 2))))
        case UInt8(ascii: "\r"):
            advance()
            _ = take(UInt8(ascii: "\n"))
        case UInt8(ascii: "\n"): advance()
        case let byte?:
            guard let scalar = Self.simpleEscapes[byte] else {
                throw error(
                    "a backslash before this character means nothing; write \\\\ for a backslash")
            }
            text.unicodeScalars.append(scalar)
            advance()
        case nil: throw error("the file ends inside a text")
        }
    }

    /// The characters that one letter after a backslash stands for.
    private static let simpleEscapes: [UInt8: Unicode.Scalar] = [
        UInt8(ascii: "\""): "\"", UInt8(ascii: "'"): "'", UInt8(ascii: "\\"): "\\",
        UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{C}",
        UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
        UInt8(ascii: "v"): "\u{B}", UInt8(ascii: "0"): "\0",
    ]

    /// Consumes `uXXXX`, or two of them that together make one character outside the basic plane.
    private mutating func unicodeEscape() throws(JSON5Error) -> Unicode.Scalar {
        let start = self
        advance()
        let first = try hexadecimal(digits: 4)
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw start.error("half of a surrogate pair")
        }
        let second = try hexadecimal(digits: 4)
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw start.error("half of a surrogate pair") }
        return scalar
    }

    private mutating func hexadecimal(digits: Int) throws(JSON5Error) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw error("\(digits) hexadecimal digits are expected here")
            }
            value = value << 4 + UInt32(digit)
            advance()
        }
        return value
    }
}
