// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Decimal

/// A JSON value whose members keep the order in which they are given, so that a person can read the
/// text too.
package indirect enum JSONText: Sendable {
    /// A key and its value.
    package typealias Member = (key: String, value: JSONText)

    case null
    case bool(Bool)
    case integer(Int)
    /// A number with its exact decimal digits.
    case decimal(Decimal)
    case string(String)
    case array([JSONText])
    case object([Member])

    /// The text in one line (RFC 8259), spaced for reading.
    package var text: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): "\(value)"
        case .decimal(let value): value.isFinite ? "\(value)" : "null"
        case .string(let value): Self.quoted(value)
        case .array(let items):
            items.isEmpty ? "[]" : "[" + items.map(\.text).joined(separator: ", ") + "]"
        case .object(let members): Self.braced(members)
        }
    }

    private static func braced(_ members: [Member]) -> String {
        guard !members.isEmpty else { return "{}" }
        return "{ " + members.map { quoted($0.key) + ": " + $0.value.text }.joined(separator: ", ")
            + " }"
    }

    private static func quoted(_ text: String) -> String {
        // Nearly every text needs no escape, and a million lines are written this way.
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x5C }) {
            return "\"\(text)\""
        }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.isHidden: result += escape(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// The character as one or two UTF-16 code units (RFC 8259 §7).
    private static func escape(_ scalar: Unicode.Scalar) -> String {
        String(scalar).utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }
}

extension Unicode.Scalar {
    /// Whether nobody sees the character, while a terminal may obey it or it may turn the writing
    /// direction: control and format characters, line separators and noncharacters.
    ///
    /// The joiners of emoji and of Persian and Indian scripts (U+200C, U+200D) do neither.
    package var isHidden: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        case .format: self != "\u{200C}" && self != "\u{200D}"
        case .unassigned: properties.isNoncharacterCodePoint
        default: false
        }
    }
}
