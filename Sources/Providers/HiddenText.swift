// SPDX-License-Identifier: Apache-2.0

import Basics

import struct Foundation.Data

/// Hides credentials in what somebody else wrote, however they are spelled there.
///
/// An echo is found as it is, percent-encoded (once or twice, digits in either case, all characters
/// or some), as in a form, escaped as in JSON or HTML, and in Base64.
struct HiddenText: Sendable {
    /// What stands in the place of a credential.
    static let mark = "‹hidden›"
    /// Shorter ones are not looked for: they would be found in any text.
    static let shortest = 4
    /// A shorter id or code may be like a credential by chance.
    static let shortestID = 16

    private let spellings: [[Unicode.Scalar]]

    /// - Parameter secrets: the credentials.
    init(_ secrets: [String]) {
        let long = secrets.filter { $0.unicodeScalars.count >= Self.shortest }
        spellings = Set(long + long.flatMap(Self.base64)).map { Array($0.unicodeScalars) }
    }

    /// The beginning of a text with a mark in the place of every credential.
    ///
    /// Credentials are hidden before the cut, which would otherwise leave the beginning of one.
    func beginning(of text: String, _ length: Int) -> [Unicode.Scalar] {
        let scalars = Array(text.unicodeScalars)
        guard !spellings.isEmpty else { return Array(scalars.prefix(length)) }
        var (result, place) = ([Unicode.Scalar](), 0)
        while place < scalars.count, result.count < length {
            if let end = spellings.compactMap({ Echo(scalars, of: $0).end(from: place) }).max() {
                result += Self.mark.unicodeScalars
                place = end
            } else {
                result.append(scalars[place])
                place += 1
            }
        }
        return Array(result.prefix(length))
    }

    /// Both alphabets of Base64 (RFC 4648 §4, §5), the padding left to be seen.
    private static func base64(_ text: String) -> [String] {
        let plain = Data(text.utf8).base64EncodedString().prefix { $0 != "=" }
        let safe = plain.replacing("+", with: "-").replacing("/", with: "_")
        return [String(plain), String(safe)]
    }
}

/// A search for one credential in a text.
private struct Echo {
    private let text: [Unicode.Scalar]
    private let secret: [Unicode.Scalar]

    init(_ text: [Unicode.Scalar], of secret: [Unicode.Scalar]) {
        (self.text, self.secret) = (text, secret)
    }

    /// Where the credential ends that begins at a place; nil where none does.
    func end(from start: Int) -> Int? {
        var place = start
        for scalar in secret {
            guard let next = step(over: scalar, at: place) else { return nil }
            place = next
        }
        return place
    }

    /// The place behind one character in any of its spellings; nil where another one stands.
    private func step(over scalar: Unicode.Scalar, at place: Int) -> Int? {
        guard place < text.count else { return nil }
        if text[place] == scalar { return place + 1 }
        return switch text[place] {
        case "%": percent(scalar, at: place)
        case "+": scalar == " " ? place + 1 : nil
        case "\\": backslash(scalar, at: place)
        case "&": reference(scalar, at: place)
        default: nil
        }
    }

    /// `%XX` of each byte of its UTF-8, or `%25XX` where it was encoded twice.
    private func percent(_ scalar: Unicode.Scalar, at start: Int) -> Int? {
        var place = start
        for byte in String(scalar).utf8 {
            guard text(at: place, 1) == "%" else { return nil }
            let isDouble =
                text(at: place + 1, 2) == "25" && number(at: place + 3, 2) == UInt32(byte)
            let digits = place + (isDouble ? 3 : 1)
            guard number(at: digits, 2) == UInt32(byte) else { return nil }
            place = digits + 2
        }
        return place
    }

    /// The escapes of JSON (RFC 8259 §7).
    private func backslash(_ scalar: Unicode.Scalar, at start: Int) -> Int? {
        let short: [Unicode.Scalar: String] = [
            "\"": "\"", "\\": "\\", "/": "/", "\u{8}": "b", "\u{C}": "f", "\n": "n", "\r": "r",
            "\t": "t",
        ]
        if let letter = short[scalar], text(at: start + 1, 1) == letter { return start + 2 }
        var place = start
        for unit in String(scalar).utf16 {
            guard text(at: place, 2).lowercased() == "\\u",
                number(at: place + 2, 4) == UInt32(unit)
            else { return nil }
            place += 6
        }
        return place
    }

    /// The character references of HTML and XML.
    private func reference(_ scalar: Unicode.Scalar, at start: Int) -> Int? {
        let names: [Unicode.Scalar: [String]] = [
            "&": ["amp"], "<": ["lt"], ">": ["gt"], "\"": ["quot"], "'": ["apos"], " ": ["nbsp"],
        ]
        let hexadecimal = String(scalar.value, radix: 16)
        let numbers = [
            "#\(scalar.value)", "#0\(scalar.value)", "#x\(hexadecimal)", "#x0\(hexadecimal)",
        ]
        for name in names[scalar, default: []] + numbers {
            let whole = "&\(name);"
            if text(at: start, whole.count).lowercased() == whole { return start + whole.count }
        }
        return nil
    }

    /// The text at a place, as far as it goes.
    private func text(at place: Int, _ length: Int) -> String {
        guard place < text.count else { return "" }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: text[place..<min(place + length, text.count)])
        return String(result)
    }

    /// The hexadecimal number of so many digits at a place.
    private func number(at place: Int, _ digits: Int) -> UInt32? {
        let found = text(at: place, digits)
        guard found.utf8.count == digits, found.utf8.allSatisfy(\.isHexDigit) else { return nil }
        return UInt32(found, radix: 16)
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool { Character(Unicode.Scalar(self)).isHexDigit }
}
