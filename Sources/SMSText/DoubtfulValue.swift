// SPDX-License-Identifier: Apache-2.0

import Basics

/// A value of a list that nobody would write into a message.
package struct DoubtfulValue: Sendable, Hashable {
    package enum Fault: Sendable, Hashable {
        /// The value stands for none: `NULL`, `N/A`, `#REF!`, `-`.
        case saysNothing
        /// Its letters went through a wrong encoding, or are spelled by codes: `ZoÃ«`, `&#39;`.
        case isGarbled
    }

    package let value: String
    /// The header of its column.
    package let column: String
    package let fault: Fault
}

extension BoundTemplate {
    /// The values of a recipient's message that are doubtful; none for nearly everybody.
    ///
    /// The closure gives the cell of a column, as for ``render(_:)``.
    package func doubtfulValues(_ value: (Int) -> String) -> [DoubtfulValue] {
        var found: [DoubtfulValue] = []
        for case .value(let column, let name, _) in pieces {
            let cell = value(column)
            guard let fault = ValueWording.fault(of: cell), !emptyWords.contain(cell.trimmed) else {
                continue
            }
            let doubtful = DoubtfulValue(value: cell.trimmed, column: name, fault: fault)
            if !found.contains(doubtful) { found.append(doubtful) }
        }
        return found
    }
}

/// The words of a list that count as no value, whatever their case.
package struct EmptyWords: Sendable, Hashable {
    private let words: Set<String>
    /// Values of other lengths, in bytes, are none of them.
    private let lengths: ClosedRange<Int>

    package init(_ words: [String] = []) {
        self.words = Set(words.map(Self.key))
        let counts = self.words.map(\.utf8.count)
        // Letters may change their length with their case, by a few bytes.
        lengths = counts.isEmpty ? 0...0 : 1...((counts.max() ?? 0) * 2)
    }

    /// Whether a value, which has no white space at its ends, is one of the words.
    package func contain(_ value: String) -> Bool {
        !words.isEmpty && lengths.contains(value.utf8.count) && words.contains(Self.key(value))
    }

    func blanked(_ value: String) -> String { contain(value) ? "" : value }

    private static func key(_ word: String) -> String { word.trimmed.precomposed.lowercased() }
}

/// Knows values that say nothing, and those whose letters are broken.
enum ValueWording {
    /// What is wrong with a value; nil for nearly all of them, which is found out from their bytes.
    static func fault(of value: String) -> DoubtfulValue.Fault? {
        var (length, end) = (0, 0)
        var first: UInt8 = 0
        var isPlain = true
        for byte in value.utf8 {
            if byte > 0x20 {
                if first == 0 { first = byte }
                end = length + 1
            }
            if first != 0 { length += 1 }
            if Garbling.mayBegin(with: byte) { isPlain = false }
        }
        guard first != 0 else { return nil }
        if NothingWords.has(beginning: first, length: end),
            NothingWords.isOne(Array(value.trimmed.utf8))
        {
            return .saysNothing
        }
        return !isPlain && Garbling.isIn(Array(value.unicodeScalars)) ? .isGarbled : nil
    }
}

/// Values that stand for none.
enum NothingWords {
    /// In small letters; the value may have any.
    private static let words = [
        "null", "n/a", "n.a.", "n.a", "#n/a", "n/d", "n.d.", "none", "undefined", "unknown",
        "unkown", "not available", "not applicable", "not provided", "not specified", "not set",
        "no data", "no value", "no name", "noname", "missing", "empty", "tbd", "tba", "#nv", "#n/d",
        "#name", "\\n", "k.a.", "k. a.", "keine angabe", "unbekannt", "nicht bekannt", "inconnu",
        "inconnue", "non renseigné", "desconocido", "sin datos", "sconosciuto", "desconhecido",
        "não informado", "onbekend", "nieznane", "brak danych", "okänd", "ukendt", "ukjent",
        "tuntematon", "неизвестно", "нет данных", "不明", "未知", "無し", "なし",
        "0000-00-00", "0000-00-00 00:00:00", "00/00/0000", "00.00.0000", "0001-01-01",
        "0001-01-01 00:00:00", "1900-01-00", "1899-12-30", "1899-12-30 00:00:00", "12/30/1899",
        "30/12/1899", "30.12.1899", "1/0/1900", "01/01/0001", "invalid date",
    ]
    /// Words that in other letters are names of people and places, as they are written.
    private static let exactWords = [
        "nan", "NaN", "NAN", "NaT", "nil", "NIL", "NA", "blank", "leer",
    ]
    /// What stands for nothing only in brackets.
    private static let bracketed = [
        "", "blank", "nil", "nan", "na", "leer", "vide", "vacío", "vacio", "vuoto", "vazio", "leeg",
        "brak", "object object",
    ]
    private static let brackets: [UInt8: UInt8] = [
        UInt8(ascii: "("): UInt8(ascii: ")"), UInt8(ascii: "["): UInt8(ascii: "]"),
        UInt8(ascii: "<"): UInt8(ascii: ">"), UInt8(ascii: "{"): UInt8(ascii: "}"),
        UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "'"): UInt8(ascii: "'"),
    ]
    /// Signs of which nothing but signs can be made.
    private static let signs = Set("-–—_.?*/\\#~=…".unicodeScalars)

    private static let byBeginning = Dictionary(grouping: words.map { Array($0.utf8) }) {
        $0.first ?? 0
    }
    private static let exact = Set(exactWords.map { Array($0.utf8) })
    private static let inBrackets = Set(bracketed.map { Array($0.utf8) })
    /// The lengths that such values have in bytes, one bit each, by their first byte.
    private static let lengths: [UInt32] = {
        var lengths = [UInt32](repeating: 0, count: 256)
        for word in words + exactWords {
            guard let first = word.utf8.first else { continue }
            lengths[Int(first)] |= 1 << UInt32(word.utf8.count)
            lengths[Int(capital(first))] |= 1 << UInt32(word.utf8.count)
        }
        for sign in signs { lengths[Int(String(sign).utf8.first ?? 0)] = .max }
        for bracket in brackets.keys { lengths[Int(bracket)] = .max }
        return lengths
    }()

    /// Whether any of them has this first byte and this length.
    static func has(beginning byte: UInt8, length: Int) -> Bool {
        length < UInt32.bitWidth && lengths[Int(byte)] & (1 << UInt32(length)) != 0
    }

    /// Whether a value, without white space at its ends, is one.
    static func isOne(_ value: [UInt8]) -> Bool {
        guard let first = value.first, let last = value.last else { return false }
        if brackets[first] == last, value.count > 1 {
            let inner = value[1..<(value.count - 1)].map(small)
            return inBrackets.contains(inner)
                || byBeginning[inner.first ?? 0]?.contains(inner) == true
        }
        if first == UInt8(ascii: "#"), isSpreadsheetError(value) { return true }
        if exact.contains(value) || isOfSigns(value) { return true }
        return byBeginning[small(first)]?.contains { word in
            word.count == value.count && zip(word, value).allSatisfy { $0 == small($1) }
        } ?? false
    }

    private static func isOfSigns(_ value: [UInt8]) -> Bool {
        // A letter or a digit is what nearly all values begin with.
        guard let first = value.first, !isLetterOrDigit(first) else { return false }
        return String(decoding: value, as: UTF8.self).unicodeScalars.allSatisfy {
            signs.contains($0) || $0 == " "
        }
    }

    /// `#REF!`, `#NAME?`, `#DIV/0!`, and the same in other languages: capitals between `#` and a
    /// mark.
    private static func isSpreadsheetError(_ value: [UInt8]) -> Bool {
        guard value.count > 3, value.last == UInt8(ascii: "!") || value.last == UInt8(ascii: "?")
        else { return false }
        return value.dropFirst().dropLast().allSatisfy { byte in
            byte >= 0x80 || byte.isASCIILetter && small(byte) != byte
                || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "0")
                || byte == UInt8(ascii: "_")
        }
    }

    /// Characters from U+2000 on may be signs.
    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        byte.isASCIIAlphanumeric || 0x80..<0xE2 ~= byte
    }

    private static func small(_ byte: UInt8) -> UInt8 {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
    }

    private static func capital(_ byte: UInt8) -> UInt8 {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte ? byte & ~0x20 : byte
    }
}
