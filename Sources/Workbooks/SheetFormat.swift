// SPDX-License-Identifier: Apache-2.0

import Basics

/// A number as a sheet shows it: by its format's code, such as `#,##0.00` or `yyyy-mm-dd`.
///
/// Colours, conditions and column widths are left out. What no code says is shown as “General”
/// does.
struct SheetFormat: Sendable {
    /// What a format's code is made of.
    enum Part: Sendable, Equatable {
        case literal(String)
        /// The digits of the number; there is one such part at most.
        case number(Digits)
        /// Further whole digits behind a sign, as in `000-00-0000`.
        case more(Int)
        case date(Character, count: Int)
        /// Hours, minutes or seconds in all, which may be more than a day has.
        case elapsed(Character, count: Int)
        case halfOfDay
        case secondFraction(Int)
    }

    /// How the digits of a number are written.
    struct Digits: Sendable, Equatable {
        var fewestWhole = 0
        var fewestFraction = 0
        var mostFraction = 0
        var hasGroups = false
        /// How often the number is divided by a thousand.
        var thousands = 0
        var percents = 0
        /// The fewest digits of the exponent; nil where there is none.
        var exponent: Int?
    }

    private let sections: [[Part]]
    private let isGeneral: Bool

    /// Reads a format's code.
    init(code: String) {
        let parsed = FormatCode.sections(of: code)
        sections = parsed ?? []
        isGeneral = parsed == nil
    }

    private init() { (sections, isGeneral) = ([], true) }

    static let general = SheetFormat()

    /// Whether numbers are days and times.
    var isDate: Bool {
        sections.first?.contains {
            switch $0 {
            case .date, .elapsed, .halfOfDay, .secondFraction: true
            case .literal, .number, .more: false
            }
        } ?? false
    }

    /// The fewest digits of whole numbers: those of `0000000000`.
    private var fewestWhole: Int {
        sections.first?.reduce(0) { sum, part in
            if case .number(let digits) = part { return sum + digits.fewestWhole }
            return sum
        } ?? 0
    }

    /// Whether a `+` stands before the digits.
    private var hasPlus: Bool {
        guard case .literal(let text) = sections.first?.first else { return false }
        return text.hasPrefix("+")
    }

    /// The digits of a phone number that was taken for a number: without an exponent, with the
    /// zeros in front that the format shows.
    func phone(_ number: DecimalDigits) -> String {
        let whole = number.text
        guard number.isWhole, !number.isNegative else { return whole }
        let zeros = String(repeating: "0", count: max(0, fewestWhole - whole.utf8.count))
        return (hasPlus ? "+" : "") + zeros + whole
    }

    /// The number as the sheet shows it.
    func text(_ number: DecimalDigits, since1904: Bool) -> String {
        guard !isGeneral, let parts = section(for: number) else { return number.general }
        if isDate {
            guard let moment = SheetTime(number, since1904: since1904) else {
                return number.general
            }
            return moment.text(parts)
        }
        // A section of its own says how negative numbers look, their sign too.
        let hasOwnSign = number.isNegative && sections.count > 1
        return FormattedNumber(number, parts, withSign: !hasOwnSign).text
    }

    private func section(for number: DecimalDigits) -> [Part]? {
        if sections.count > 2, number.isZero { return sections[2] }
        if sections.count > 1, number.isNegative { return sections[1] }
        return sections.first
    }
}

/// Reads the codes of number formats.
enum FormatCode {
    /// The parts of a code's sections; nil where numbers are shown as “General” does.
    static func sections(of code: String) -> [[SheetFormat.Part]]? {
        var reader = Reader(Array(code))
        var sections: [[SheetFormat.Part]] = []
        while let section = reader.section() { sections.append(section) }
        guard !reader.isGeneral, sections.contains(where: { !$0.isEmpty }) else { return nil }
        return sections
    }

    /// The codes of the formats that every workbook has without writing them down.
    static let builtIn: [Int: String] = [
        1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "$#,##0;-$#,##0", 6: "$#,##0;-$#,##0",
        7: "$#,##0.00;-$#,##0.00", 8: "$#,##0.00;-$#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
        14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
        19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yyyy h:mm",
        37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)",
        40: "#,##0.00;(#,##0.00)", 41: "#,##0;(#,##0)", 42: "$#,##0;($#,##0)",
        43: "#,##0.00;(#,##0.00)", 44: "$#,##0.00;($#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss",
        47: "mm:ss.0", 48: "##0.0E+0",
    ]

    private struct Reader {
        private let code: [Character]
        private var index = 0
        private var parts: [SheetFormat.Part] = []
        private var digits: SheetFormat.Digits?
        private var isInFraction = false
        private(set) var isGeneral = false

        init(_ code: [Character]) { self.code = code }

        /// The next section; nil behind the last.
        mutating func section() -> [SheetFormat.Part]? {
            guard index < code.count else { return nil }
            (parts, digits, isInFraction) = ([], nil, false)
            while index < code.count, code[index] != ";" { step() }
            index += 1
            return SheetFormat.withMinutes(
                parts.map { part in
                    if case .number = part { return .number(digits ?? SheetFormat.Digits()) }
                    return part
                })
        }

        private mutating func step() {
            let character = code[index]
            index += 1
            switch character {
            case "\"": quoted()
            case "\\": literal(take() ?? "\\")
            case "_": if take() != nil { literal(" ") }
            case "*": _ = take()
            case "[": bracket()
            case "0", "#", "?": digit(character)
            case ".": point()
            case ",": comma()
            case "%":
                change { $0.percents += 1 }
                literal("%")
            case "E", "e": exponent(character)
            case "G", "g": general(character)
            case "A", "a": halfOfDay(character)
            case "y", "Y", "m", "M", "d", "D", "h", "H", "s", "S": date(character)
            case "@": isGeneral = isGeneral || parts.isEmpty && code.count == 1
            default: literal(character)
            }
        }

        private mutating func take() -> Character? {
            guard index < code.count else { return nil }
            index += 1
            return code[index - 1]
        }

        private mutating func literal(_ character: Character) {
            if case .literal(let text) = parts.last {
                parts[parts.count - 1] = .literal(text + String(character))
            } else {
                parts.append(.literal(String(character)))
            }
        }

        private mutating func quoted() {
            while let character = take(), character != "\"" { literal(character) }
        }

        /// `[Red]` and `[>5]` are left out; `[$€-407]` has a currency; `[h]` hours in all.
        private mutating func bracket() {
            var inner = ""
            while let character = take(), character != "]" { inner.append(character) }
            if inner.hasPrefix("$") {
                for character in inner.dropFirst().prefix(while: { $0 != "-" }) {
                    literal(character)
                }
            } else if let first = inner.lowercased().first, "hms".contains(first),
                Set(inner.lowercased()).count == 1
            {
                parts.append(.elapsed(first, count: inner.count))
            }
        }

        private mutating func digit(_ character: Character) {
            if case .date("s", _) = parts.last, isInFraction, character == "0" {
                return parts.append(.secondFraction(1))
            }
            if case .secondFraction(let count) = parts.last, character == "0" {
                parts[parts.count - 1] = .secondFraction(count + 1)
                return
            }
            if digits == nil { parts.append(.number(SheetFormat.Digits())) }
            countFurther()
            let isInFraction = isInFraction
            change { digits in
                if isInFraction {
                    digits.mostFraction += 1
                    if character == "0" { digits.fewestFraction = digits.mostFraction }
                } else if character == "0" {
                    digits.fewestWhole += 1
                }
            }
        }

        /// Takes note of a whole digit that a sign parts from those before.
        private mutating func countFurther() {
            guard !isInFraction else { return }
            switch parts.last {
            case .more(let count): parts[parts.count - 1] = .more(count + 1)
            case .number: break
            default: parts.append(.more(1))
            }
        }

        private mutating func point() {
            if case .date("s", _) = parts.last { return isInFraction = true }
            if case .elapsed("s", _) = parts.last { return isInFraction = true }
            guard digits != nil || index < code.count && "0#?".contains(code[index]) else {
                return literal(".")
            }
            if digits == nil { parts.append(.number(SheetFormat.Digits())) }
            change { _ in }
            isInFraction = true
        }

        /// A comma between digits groups them; behind the last it divides by a thousand.
        private mutating func comma() {
            guard digits != nil else { return literal(",") }
            let isBetween = index < code.count && "0#?".contains(code[index])
            change { digits in
                if isBetween { digits.hasGroups = true } else { digits.thousands += 1 }
            }
        }

        private mutating func exponent(_ character: Character) {
            guard digits != nil, index < code.count, code[index] == "+" || code[index] == "-" else {
                return literal(character)
            }
            index += 1
            var count = 0
            while index < code.count, code[index] == "0" || code[index] == "#" {
                (index, count) = (index + 1, count + 1)
            }
            change { $0.exponent = max(1, count) }
        }

        private mutating func general(_ character: Character) {
            let rest = String(code[(index - 1)...].prefix(7)).lowercased()
            guard rest == "general" else { return literal(character) }
            isGeneral = true
            index += 6
        }

        private mutating func halfOfDay(_ character: Character) {
            let rest = String(code[(index - 1)...].prefix(5)).lowercased()
            if rest == "am/pm" {
                parts.append(.halfOfDay)
                index += 4
            } else if rest.hasPrefix("a/p") {
                parts.append(.halfOfDay)
                index += 2
            } else {
                literal(character)
            }
        }

        private mutating func date(_ character: Character) {
            let small = Character(character.lowercased())
            if case .date(small, let count) = parts.last,
                code[index - 2].lowercased() == small.lowercased()
            {
                parts[parts.count - 1] = .date(small, count: count + 1)
            } else {
                parts.append(.date(small, count: 1))
            }
        }

        private mutating func change(_ body: (inout SheetFormat.Digits) -> Void) {
            var changed = digits ?? SheetFormat.Digits()
            body(&changed)
            digits = changed
        }
    }
}

extension SheetFormat {
    /// Makes minutes of an `m` behind hours or before seconds, which is a month elsewhere.
    fileprivate static func withMinutes(_ parts: [Part]) -> [Part] {
        var parts = parts
        let units = parts.indices.filter { index in
            switch parts[index] {
            case .date, .elapsed: true
            default: false
            }
        }
        for (place, index) in units.enumerated() {
            guard case .date("m", let count) = parts[index], count <= 2 else { continue }
            let isAfterHours = place > 0 && isUnit("h", parts[units[place - 1]])
            let isBeforeSeconds =
                place + 1 < units.count && isUnit("s", parts[units[place + 1]])
            if isAfterHours || isBeforeSeconds { parts[index] = .date("n", count: count) }
        }
        return parts
    }

    private static func isUnit(_ unit: Character, _ part: Part) -> Bool {
        switch part {
        case .date(unit, _), .elapsed(unit, _): true
        default: false
        }
    }
}
