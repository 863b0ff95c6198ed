// SPDX-License-Identifier: Apache-2.0

import Basics

/// A number as a sheet shows it: by its format's code, such as `#,##0.00` or `yyyy-mm-dd`.
///
/// Colours, conditions and column widths are left out. What no code says is shown as “General” does.
struct NumberFormat: Sendable {
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

    static let general = NumberFormat()

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
        guard !isGeneral, let section = section(for: number) else { return number.general }
        if isDate {
            guard let moment = SheetTime(number, since1904: since1904) else {
                return number.general
            }
            return moment.text(section)
        }
        // A section of its own says how negative numbers look, their sign too.
        let hasOwnSign = number.isNegative && sections.count > 1
        return FormattedNumber(number, section, withSign: !hasOwnSign).text
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
    static func sections(of code: String) -> [[NumberFormat.Part]]? {
        var reader = Reader(Array(code))
        var sections: [[NumberFormat.Part]] = []
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
        private var parts: [NumberFormat.Part] = []
        private var digits: NumberFormat.Digits?
        private var isInFraction = false
        private(set) var isGeneral = false

        init(_ code: [Character]) { self.code = code }

        /// The next section; nil behind the last.
        mutating func section() -> [NumberFormat.Part]? {
            guard index < code.count else { return nil }
            (parts, digits, isInFraction) = ([], nil, false)
            while index < code.count, code[index] != ";" { step() }
            index += 1
            return NumberFormat.withMinutes(
                parts.map { part in
                    if case .number = part { return .number(digits ?? NumberFormat.Digits()) }
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
            if digits == nil { parts.append(.number(NumberFormat.Digits())) }
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
            if digits == nil { parts.append(.number(NumberFormat.Digits())) }
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

        private mutating func change(_ body: (inout NumberFormat.Digits) -> Void) {
            var changed = digits ?? NumberFormat.Digits()
            body(&changed)
            digits = changed
        }
    }
}

extension NumberFormat {
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
            let before = place > 0 ? letter(of: parts[units[place - 1]]) : nil
            let behind = place + 1 < units.count ? letter(of: parts[units[place + 1]]) : nil
            if before == "h" || behind == "s" { parts[index] = .date("n", count: count) }
        }
        return parts
    }

    private static func letter(of part: Part) -> Character? {
        switch part {
        case .date(let letter, _), .elapsed(let letter, _): letter
        default: nil
        }
    }
}

/// A number by its decimal digits, as a workbook writes it; a sheet shows fifteen of them.
struct DecimalDigits: Sendable, Equatable {
    private static let mostDigits = 15

    let isNegative: Bool
    /// The digits, without zeros in front and behind.
    private let digits: [UInt8]
    /// How many of them stand before the point; negative where zeros come first.
    private let point: Int

    /// Reads `-1234.5` and `4.474E+11`; nil for what is no number.
    init?(_ text: some Collection<UInt8>) {
        let bytes = Array(text)
        let mark = bytes.firstIndex { $0 | 0x20 == UInt8(ascii: "e") } ?? bytes.endIndex
        let minus = bytes.first == UInt8(ascii: "-")
        let mantissa = bytes[..<mark].drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
        let parts = mantissa.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.joined().allSatisfy(\.isASCIIDigit),
            parts.contains(where: { !$0.isEmpty })
        else { return nil }
        var exponent = 0
        if mark < bytes.endIndex {
            guard let value = Int(String(decoding: bytes[(mark + 1)...], as: UTF8.self)),
                abs(value) < 400
            else { return nil }
            exponent = value
        }
        let whole = parts[0].drop { $0 == 0x30 }
        let all = Array(whole) + (parts.count > 1 ? Array(parts[1]) : [])
        let leading = all.prefix { $0 == 0x30 }.count
        self.init(
            isNegative: minus, digits: Array(all.dropFirst(leading)),
            point: whole.count - leading + exponent, most: Self.mostDigits)
    }

    fileprivate init(isNegative: Bool, digits: [UInt8], point: Int, most: Int) {
        var (kept, place) = (Array(digits.prefix(max(0, most))), point)
        if most >= 0, digits.count > most, digits[most] >= 0x35 {
            var index = kept.count - 1
            while index >= 0, kept[index] == 0x39 { index -= 1 }
            if index >= 0 {
                kept = Array(kept[...index])
                kept[index] += 1
            } else {
                (kept, place) = ([0x31], place + 1)
            }
        }
        while kept.last == 0x30 { kept.removeLast() }
        self.isNegative = isNegative && !kept.isEmpty
        (self.digits, self.point) = (kept, kept.isEmpty ? 0 : place)
    }

    var isZero: Bool { digits.isEmpty }
    var isWhole: Bool { digits.count <= point || isZero }
    /// The power of ten of the first digit.
    fileprivate var magnitude: Int { point - 1 }

    /// The number rounded to so many digits behind the point.
    fileprivate func rounded(to places: Int) -> DecimalDigits {
        DecimalDigits(isNegative: isNegative, digits: digits, point: point, most: point + places)
    }

    /// The number times a power of ten.
    fileprivate func scaled(by power: Int) -> DecimalDigits {
        DecimalDigits(isNegative: isNegative, digits: digits, point: point + power, most: .max)
    }

    fileprivate var magnitudeOnly: DecimalDigits {
        DecimalDigits(isNegative: false, digits: digits, point: point, most: .max)
    }

    /// The digits before the point; none for 0.
    fileprivate var whole: [UInt8] {
        guard point > 0 else { return [] }
        let zeros = [UInt8](repeating: 0x30, count: max(0, point - digits.count))
        return Array(digits.prefix(point)) + zeros
    }

    /// The digits behind the point.
    fileprivate var fraction: [UInt8] {
        point >= digits.count
            ? [] : [UInt8](repeating: 0x30, count: max(0, -point)) + digits.dropFirst(max(0, point))
    }

    /// The value; exact enough for days and times.
    var value: Double { Double(text) ?? 0 }

    /// All digits, without an exponent.
    var text: String {
        let front = whole.isEmpty ? [0x30] : whole
        let all = front + (fraction.isEmpty ? [] : [0x2E] + fraction)
        return (isNegative ? "-" : "") + String(decoding: all, as: UTF8.self)
    }

    /// The number as a cell without a format shows it: whole up to fifteen digits, ten digits of
    /// others, an exponent beyond.
    var general: String {
        if isWhole, point <= Self.mostDigits { return text }
        guard (-5..<Self.mostDigits).contains(magnitude) else {
            var scientific = NumberFormat.Digits()
            (scientific.fewestWhole, scientific.mostFraction, scientific.exponent) = (1, 5, 2)
            return FormattedNumber(self, [.number(scientific)], withSign: true).text
        }
        return rounded(to: max(0, 10 - max(1, point))).text
    }
}

/// A number in the digits of a format.
struct FormattedNumber {
    let text: String

    init(_ number: DecimalDigits, _ section: [NumberFormat.Part], withSign: Bool) {
        var (text, isShownNegative) = ("", false)
        var rest = Substring()
        var further = section.reduce(0) { sum, part in
            if case .more(let count) = part { return sum + count }
            return sum
        }
        for part in section {
            switch part {
            case .literal(let literal): text += literal
            case .number(let digits):
                let written = Self.written(number, digits)
                isShownNegative = written.contains { ("1"..."9").contains($0) }
                rest = written.suffix(further)
                text += written.dropLast(further)
            case .more(let count):
                further -= count
                text += rest.dropLast(further)
                rest = rest.suffix(further)
            case .date, .elapsed, .halfOfDay, .secondFraction: break
            }
        }
        let sign = withSign && number.isNegative && isShownNegative ? "-" : ""
        self.text = (sign + text).trimmed
    }

    private static func written(_ number: DecimalDigits, _ digits: NumberFormat.Digits) -> String {
        var plain = number.magnitudeOnly.scaled(by: 2 * digits.percents - 3 * digits.thousands)
        var ending = ""
        if let width = digits.exponent {
            var power = plain.isZero ? 0 : plain.magnitude - max(0, digits.fewestWhole - 1)
            plain = plain.scaled(by: -power).rounded(to: digits.mostFraction)
            if plain.magnitude >= max(1, digits.fewestWhole) {
                (plain, power) = (plain.scaled(by: -1), power + 1)
            }
            let figures = String(abs(power))
            let zeros = String(repeating: "0", count: max(0, width - figures.count))
            ending = "E" + (power < 0 ? "-" : "+") + zeros + figures
        } else {
            plain = plain.rounded(to: digits.mostFraction)
        }
        let zeros = [UInt8](repeating: 0x30, count: max(0, digits.fewestWhole - plain.whole.count))
        let whole = zeros + plain.whole
        var fraction = plain.fraction
        while fraction.count < digits.fewestFraction { fraction.append(0x30) }
        let point: [UInt8] = fraction.isEmpty ? [] : [0x2E]
        let front = digits.hasGroups ? grouped(whole) : whole
        return String(decoding: front + point + fraction, as: UTF8.self) + ending
    }

    private static func grouped(_ digits: [UInt8]) -> [UInt8] {
        digits.enumerated().flatMap { index, digit in
            let isGroupEnd = index > 0 && (digits.count - index).isMultiple(of: 3)
            return isGroupEnd ? [0x2C, digit] : [digit]
        }
    }
}
