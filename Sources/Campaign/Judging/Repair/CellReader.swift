// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

/// Reads a cell as a phone number: as it is written, or, where that is no valid number, repaired.
package struct CellReader: Sendable {
    /// What a cell was read as.
    package enum Reading: Sendable, Hashable {
        /// What is written; it need not be valid.
        case number(ParsedNumber)
        /// What was meant by something that is no valid number.
        case repaired(Repair)
        /// No number that a message could go to, for a reason in words; the number is given where one is written.
        case refused(String, PhoneNumber?)
    }

    private let plan: NumberingPlan
    private let defaultRegion: Region?
    private let repairs: Bool

    /// Makes a reader.
    ///
    /// - Parameters:
    ///   - plan: the numbering plan.
    ///   - defaultRegion: the region of numbers without `+`.
    ///   - repairs: whether numbers are repaired.
    package init(plan: NumberingPlan = .bundled, defaultRegion: Region?, repairs: Bool) {
        self.plan = plan
        self.defaultRegion = defaultRegion
        self.repairs = repairs
    }

    /// Reads a cell.
    package func read(_ text: String) -> Reading {
        if let number = ScientificNumber(text) { return read(number, text) }
        let parsed: ParsedNumber
        do throws(ParseFailure) {
            parsed = try plan.parse(text, defaultRegion: defaultRegion)
        } catch {
            return repaired(text) ?? .refused(error.description, nil)
        }
        // To the parser, “,0” is an extension.
        if parsed.phoneExtension != nil { return (Self.isDecimal(text) ? repaired(text) : nil) ?? .number(parsed) }
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
        return switch NumberRepairer(plan: plan, defaultRegion: defaultRegion).repair(text) {
        case .none: nil
        case .repaired(let repair): .repaired(repair)
        case .ambiguous(let repairs): .refused(Self.choice(repairs), nil)
        }
    }

    private static func isDecimal(_ text: String) -> Bool {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }) else { return false }
        return PhoneCell(text).kinds.contains(.decimal)
    }

    private static let lostDigits =
        "a spreadsheet wrote the number in scientific notation, and its last digits are gone; "
        + "format the column as text there, and export it again"
    private static let scientific =
        "the number is in scientific notation; format the column as text in the spreadsheet, and export it again"
    /// With its zero the digits would be another number.
    private static let decimal =
        "the cell is a spreadsheet's decimal number, and with or without the last 0 it may be somebody's; "
        + "write the number without it"

    private static func choice(_ repairs: [Repair]) -> String {
        let choices = repairs.map { "\($0.number.e164) (\($0.kinds.map(\.sentence).joined(separator: ", ")))" }
        return "no such number; it may be " + choices.joined(separator: " or ") + "; write it with + and country code"
    }
}
