// SPDX-License-Identifier: Apache-2.0

import Basics
package import PhoneNumbers

/// Reads a cell as a phone number: as it is written, or, where that is no valid number, repaired.
package struct CellReader: Sendable {
    package enum Reading: Sendable, Hashable {
        /// What is written; it need not be valid.
        case number(ParsedNumber)
        /// What was meant by something that is no valid number.
        case repaired(Repair)
        /// No number that a message could go to, for a reason in words; the number is given where
        /// one is written.
        case refused(String, PhoneNumber?)
    }

    private let plan: NumberingPlan
    private let defaultRegion: Region?
    private let repairs: Bool
    private let expected: ExpectedRegions?

    /// - Parameters:
    ///   - plan: what tells numbers from others.
    ///   - defaultRegion: the region of numbers without `+`.
    ///   - repairs: whether numbers are repaired.
    ///   - expected: the regions whose numbers are known to be in the list; nil where there is no
    ///     list, and no lost `+` is put back.
    package init(
        plan: NumberingPlan = .bundled, defaultRegion: Region?, repairs: Bool,
        expecting expected: ExpectedRegions? = ExpectedRegions()
    ) {
        self.plan = plan
        self.defaultRegion = defaultRegion
        self.repairs = repairs
        self.expected = expected
    }

    /// Reads a cell in which letters count as the numbering plan's parser counts them.
    package func read(_ text: String) -> Reading {
        if let number = ScientificNumber(text) { return read(number, text) }
        let parsed: ParsedNumber
        do throws(ParseFailure) {
            parsed = try plan.parse(text, defaultRegion: defaultRegion)
        } catch { return repaired(text) ?? .refused(error.description, nil) }
        // To the parser, “,0” and the last “,123” are extensions.
        if parsed.phoneExtension != nil {
            return (Self.isAmount(text) ? repaired(text) : nil) ?? .number(parsed)
        }
        if plan.isValid(parsed.number) {
            return Self.isDecimal(text) ? .refused(Self.decimal, nil) : .number(parsed)
        }
        return repaired(text) ?? .number(parsed)
    }

    /// A number of a spreadsheet, whose digits and `E` are never those of a phone.
    private func read(_ number: ScientificNumber, _ text: String) -> Reading {
        guard number.digits != nil else { return .refused(Self.lostDigits, nil) }
        return repaired(text) ?? .refused(Self.scientific, nil)
    }

    /// The repaired number; nil where there is nothing to repair, or nothing is to be repaired.
    private func repaired(_ text: String) -> Reading? {
        guard repairs else { return nil }
        let repairer = NumberRepairer(
            plan: plan, defaultRegion: defaultRegion, expecting: expected)
        return switch repairer.repair(text) {
        case .none: nil
        case .repaired(let repair): .repaired(repair)
        case .ambiguous(let repairs): .refused(Self.choice(repairs), nil)
        case .surplusDigit: .refused(Self.surplusDigit, nil)
        }
    }

    private static func isDecimal(_ text: String) -> Bool {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") })
        else { return false }
        return PhoneCell(text).kinds.contains(.decimal)
    }

    /// Whether a text is written as spreadsheets write amounts.
    private static func isAmount(_ text: String) -> Bool {
        let kinds = PhoneCell(text).kinds
        return kinds.contains(.decimal) || kinds.contains(.thousands)
    }

    private static let surplusDigit =
        "one digit too many, or a lost +; write the number again, with + and country code if it is "
        + "one from abroad"
    private static let lostDigits =
        "a spreadsheet wrote the number in scientific notation, and its last digits are gone; "
        + "format the column as text there, and export it again"
    private static let scientific =
        "the number is in scientific notation; format the column as text in the spreadsheet, "
        + "and export it again"
    /// With its zero the digits would be another number.
    private static let decimal =
        "the cell is a spreadsheet's decimal number, and with or without the last 0 "
        + "it may be somebody's; write the number without it"

    private static func choice(_ repairs: [Repair]) -> String {
        let choices = repairs.map {
            "\($0.number.e164) (\($0.kinds.map(\.sentence).joined(separator: ", ")))"
        }
        return "no such number; it may be " + choices.joined(separator: " or ")
            + "; write it with + and country code"
    }
}

extension NumberingPlan {
    /// What is wrong with a number that is not valid, and what else may explain it: a spelling that
    /// the plan is known to mislead about, or a range that is younger than its data.
    package func explanation(of number: PhoneNumber) -> String {
        let sentence = problem(with: number)?.description ?? "No such number exists."
        if let remark = caution(about: number) { return "\(sentence) \(remark)" }
        guard let range = unknownRange(of: number) else { return sentence }
        return "\(sentence) If \(range) is newer than this program's data (libphonenumber "
            + "\(Self.version)), add “\(range)” to “numberingPlan.accept”."
    }
}

// MARK: - Words beside the number

extension CellReader {
    /// Reads the phone cell of a recipient, in which letters are never digits.
    ///
    /// - Parameters:
    ///   - text: the cell.
    ///   - others: the row's cells; words that stand there too say nothing about the number.
    /// - Returns: the number, or why there is none.
    package func read(_ text: String, besides others: [String]) -> Reading {
        guard CellWords.mayBe(in: text), ScientificNumber(text) == nil else { return read(text) }
        switch CellWords(text, besides: others).finding {
        case .none: return read(text)
        case .refused(let why): return .refused(why, nil)
        case .phoneExtension(let number, let digits):
            guard let parsed = try? plan.parse(number, defaultRegion: defaultRegion) else {
                return .refused(CellWords.stray, nil)
            }
            return .number(ParsedNumber(number: parsed.number, phoneExtension: digits))
        case .leftOut(let number, let numbered):
            guard repairs, !numbered.contains(where: { isAnother($0, than: number) }) else {
                return .refused(CellWords.stray, nil)
            }
            return read(number).leavingOutWords(plan)
        }
    }

    /// Whether a text is a valid number, and another one is not the same.
    private func isAnother(_ text: String, than other: String) -> Bool {
        guard let parsed = try? plan.parse(text, defaultRegion: defaultRegion),
            plan.isValid(parsed.number)
        else { return false }
        return parsed.number != (try? plan.parse(other, defaultRegion: defaultRegion))?.number
    }

    /// Reads a number that somebody asks about, in which letters may be keys: `1-800-FLOWERS`.
    ///
    /// They are not where the digits alone are a number; then words beside it do not matter, unless
    /// the cell is to be repaired as a recipient's.
    package func readVanity(_ text: String) -> Reading {
        guard CellWords.mayBe(in: text), ScientificNumber(text) == nil else { return read(text) }
        let words = CellWords(text, besides: [])
        switch words.finding {
        case .none: return read(text)
        case .phoneExtension: return read(text, besides: [])
        case .leftOut, .refused:
            guard let number = words.numberAlone else { return read(text, besides: []) }
            guard isValid(number) else { return read(text) }
            return repairs ? read(text, besides: []) : read(number)
        }
    }

    private func isValid(_ text: String) -> Bool {
        guard let parsed = try? plan.parse(text, defaultRegion: defaultRegion) else { return false }
        return plan.isValid(parsed.number)
    }
}

extension CellReader.Reading {
    /// The reading of what is left of a cell without its words: a repair.
    fileprivate func leavingOutWords(_ plan: NumberingPlan) -> CellReader.Reading {
        switch self {
        case .number(let parsed) where parsed.phoneExtension == nil && plan.isValid(parsed.number):
            .repaired(Repair(number: parsed.number, kinds: [.words]))
        case .repaired(let repair):
            .repaired(Repair(number: repair.number, kinds: [.words] + repair.kinds))
        case .number, .refused: self
        }
    }
}

/// A phone cell without what is no part of a number: quotes, invisible marks, a spreadsheet's `.0`.
struct PhoneCell: Sendable, Hashable {
    private(set) var text: String
    /// What was taken off.
    private(set) var kinds: [RepairKind] = []

    init(_ cell: String) {
        text = cell.trimmed
        take(.invisible, Self.withoutInvisible(text))
        take(.quotes, Self.withoutQuotes(text))
        take(.scientific, ScientificNumber(text)?.digits)
        take(.thousands, Self.withoutThousands(text))
        take(.decimal, Self.withoutDecimal(text))
    }

    private mutating func take(_ kind: RepairKind, _ cleaned: String?) {
        guard let cleaned, cleaned != text else { return }
        text = cleaned
        kinds.append(kind)
    }

    /// Direction marks, joiners and the like go; unusual spaces become usual ones.
    private static func withoutInvisible(_ text: String) -> String {
        var cleaned = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .format, .control: continue
            case .spaceSeparator: cleaned.append(" ")
            default: cleaned.append(scalar)
            }
        }
        return String(cleaned).trimmed
    }

    /// Without `="…"`, `'…'`, `"…"` or a single `'` before the number.
    private static func withoutQuotes(_ text: String) -> String {
        var inner = text[...]
        if inner.first == "=", inner.dropFirst().first == "\"" { inner = inner.dropFirst() }
        let marks: Set<Character> = ["'", "\"", "’", "‘", "“", "”", "`"]
        while let first = inner.first, marks.contains(first) { inner = inner.dropFirst() }
        while let last = inner.last, marks.contains(last) { inner = inner.dropLast() }
        return String(inner).trimmed
    }

    /// Without the signs between thousands, as a number that is shown as an amount has them.
    ///
    /// `2,025,550,123`, in India `2,02,55,50,123`. Dots are how people write numbers, too.
    private static func withoutThousands(_ text: String) -> String? {
        let signs: Set<Character> = [",", "'", "’"]
        guard let sign = text.first(where: signs.contains) else { return nil }
        let groups = text.split(separator: sign, omittingEmptySubsequences: false)
        guard groups.count > 2, let first = groups.first, let last = groups.last else { return nil }
        let middle = groups.dropFirst().dropLast()
        let digits = last.prefix(while: \.isASCIIDigit)
        let decimals = last.dropFirst(digits.count)
        guard digits.count == 3, decimals.allSatisfy({ ".0".contains($0) }),
            (middle + [first]).allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
            1...3 ~= first.count && middle.allSatisfy({ $0.count == 3 })
                || 1...2 ~= first.count && middle.allSatisfy({ $0.count == 2 })
        else { return nil }
        return groups.joined()
    }

    /// Without `.0` or `,0` behind one run of digits, as a number that went through a floating
    /// point one has.
    static func withoutDecimal(_ text: String) -> String? {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard parts.count == 2, !parts[1].isEmpty, parts[1].allSatisfy({ $0 == "0" }) else {
            return nil
        }
        let whole = parts[0].first == "+" ? parts[0].dropFirst() : parts[0]
        guard whole.count >= fewestDigits, whole.allSatisfy(\.isASCIIDigit) else { return nil }
        return String(parts[0])
    }

    private static let fewestDigits = 6
}

/// A number as a spreadsheet shows a long one: `4.41E+11`.
struct ScientificNumber: Sendable, Hashable {
    /// All digits of the number; nil where the notation no longer has them.
    let digits: String?

    /// Nil for a text that is written in another way.
    init?(_ text: String) {
        // A cheap look that spares nearly all cells the rest.
        guard text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) else { return nil }
        let marks: Set<Character> = ["=", "\"", "'", " "]
        let bare = text.filter { !marks.contains($0) }
        let parts = bare.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        guard parts.count == 2, let exponent = Self.readExponent(parts[1]) else { return nil }
        let mantissa = parts[0].split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        let whole = mantissa[0].first == "+" ? mantissa[0].dropFirst() : mantissa[0]
        let fraction = mantissa.count > 1 ? mantissa[1] : ""
        guard mantissa.count <= 2, whole.count == 1, (whole + fraction).allSatisfy(\.isASCIIDigit)
        else { return nil }
        // As many decimals as the exponent says: nothing was rounded off.
        digits =
            fraction.count == exponent && exponent >= Self.fewestDecimals
            ? "\(whole)\(fraction)" : nil
    }

    private static let fewestDecimals = 6

    /// Two digits at the most: a longer one is no exponent of a phone number.
    private static func readExponent(_ text: Substring) -> Int? {
        let digits = text.first == "+" ? text.dropFirst() : text
        guard 1...2 ~= digits.count, digits.allSatisfy(\.isASCIIDigit) else { return nil }
        return Int(digits)
    }
}
