// SPDX-License-Identifier: Apache-2.0

extension JSON5Scanner {
    /// Consumes a string in double or single quotes and returns what it stands for.
    mutating func string() throws(JSON5Error) -> String {
        let opened = self
        let quote = peek ?? UInt8(ascii: "\"")
        advance()
        var text = ""
        while true {
            let run = take {
                $0 != quote && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r")
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
        case UInt8(ascii: "u"):
            text.unicodeScalars.append(try unicodeEscape())
        case UInt8(ascii: "x"):
            advance()
            text.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: try hexadecimal(digits: 2))))
        case UInt8(ascii: "\r"):
            advance()
            _ = take(UInt8(ascii: "\n"))
        case UInt8(ascii: "\n"):
            advance()
        case let byte?:
            guard let scalar = Self.simpleEscapes[byte] else {
                throw error("a backslash before this character means nothing; write \\\\ for a backslash")
            }
            text.unicodeScalars.append(scalar)
            advance()
        case nil:
            throw error("the file ends inside a text")
        }
    }

    /// The characters that one letter after a backslash stands for.
    private static let simpleEscapes: [UInt8: Unicode.Scalar] = [
        UInt8(ascii: "\""): "\"", UInt8(ascii: "'"): "'", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/",
        UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r",
        UInt8(ascii: "t"): "\t", UInt8(ascii: "v"): "\u{B}", UInt8(ascii: "0"): "\0",
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
