// SPDX-License-Identifier: Apache-2.0

import Basics

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
            var scientific = SheetFormat.Digits()
            (scientific.fewestWhole, scientific.mostFraction, scientific.exponent) = (1, 5, 2)
            return FormattedNumber(self, [.number(scientific)], withSign: true).text
        }
        return rounded(to: max(0, 10 - max(1, point))).text
    }
}

/// A number in the digits of a format.
struct FormattedNumber {
    let text: String

    init(_ number: DecimalDigits, _ section: [SheetFormat.Part], withSign: Bool) {
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
                let figures = Self.written(number, digits)
                isShownNegative = figures.contains { ("1"..."9").contains($0) }
                rest = figures.suffix(further)
                text += figures.dropLast(further)
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

    private static func written(_ number: DecimalDigits, _ digits: SheetFormat.Digits) -> String {
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
