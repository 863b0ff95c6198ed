// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

/// What a recipient's phone cell turned out to be.
package struct NumberReading: Sendable, Hashable {
    /// The recipient.
    package let recipient: Recipient
    /// The number, also of a recipient that is refused, where one could be read.
    package let number: PhoneNumber?
    /// The region and the line type by the numbering plan.
    package let planned: Classification?
    /// Why the recipient cannot be sent a message, whatever else is known; `nil` where nothing speaks against it so far.
    package let refusal: Verdict?
    /// What was repaired about the number; `nil` where it is the one that is written.
    package let repair: Repair?
}

extension Rules {
    /// Reads a recipient's number.
    package func read(_ recipient: Recipient) -> NumberReading {
        guard recipient.cells.count == width else {
            return refused(recipient, .badRow, wrongWidth(of: recipient))
        }
        let several = SeveralNumbers(plan: plan, defaultRegion: defaultRegion)
        if several.areIn(recipient.phone) { return refused(recipient, .invalidNumber, Self.twoNumbers) }
        if recipient.phone.allSatisfy(\.isWhitespace) {
            return refused(recipient, .invalidNumber, "the phone cell is empty")
        }
        let reader = CellReader(plan: plan, defaultRegion: defaultRegion, repairs: repairsNumbers)
        return switch reader.read(recipient.phone) {
        case .number(let parsed): reading(of: parsed, recipient)
        case .repaired(let repair): reading(of: repair, recipient)
        case .refused(let why, let number): refused(recipient, .invalidNumber, why, number)
        }
    }

    private func wrongWidth(of recipient: Recipient) -> String {
        let count = recipient.cells.count
        let surplus = recipient.cells.dropFirst(width)
        let problem = "the row has \(count) \(count == 1 ? "cell" : "cells") where the header has \(width)"
        return surplus.isEmpty ? problem : "\(problem); too many: \(Self.excerpt(of: surplus))"
    }

    /// Cells for which the report has no column, shortened to what a sentence can hold.
    private static func excerpt(of cells: ArraySlice<String>) -> String {
        let shown = cells.prefix(3).map { $0.count > 40 ? "“\($0.prefix(40))…”" : "“\($0)”" }
        return (shown + (cells.count > 3 ? ["…"] : [])).joined(separator: ", ")
    }

    private static let twoNumbers = "the cell holds more than one number; keep the one that is meant"

    private func reading(of parsed: ParsedNumber, _ recipient: Recipient) -> NumberReading {
        if let digits = parsed.phoneExtension,
            SeveralNumbers(plan: plan, defaultRegion: defaultRegion).isNumber(extension: digits)
        {
            return refused(recipient, .invalidNumber, Self.twoNumbers)
        }
        let planned = plan.classify(parsed.number)
        var refusal: Verdict?
        if let digits = parsed.phoneExtension {
            refusal = .skipped(.phoneExtension, "the number has the extension \(digits): a switchboard, not a handset")
        } else if !planned.isValid {
            refusal = .skipped(.invalidNumber, plan.problem(with: parsed.number) ?? "no such number exists")
        }
        return NumberReading(
            recipient: recipient,
            number: parsed.number,
            planned: planned,
            refusal: refusal,
            repair: nil
        )
    }

    private func reading(of repair: Repair, _ recipient: Recipient) -> NumberReading {
        let planned = plan.classify(repair.number)
        return NumberReading(
            recipient: recipient,
            number: repair.number,
            planned: planned,
            refusal: nil,
            repair: repair
        )
    }

    private func refused(
        _ recipient: Recipient,
        _ reason: Reason,
        _ detail: String,
        _ number: PhoneNumber? = nil
    ) -> NumberReading {
        NumberReading(
            recipient: recipient,
            number: number,
            planned: number.map(plan.classify),
            refusal: .skipped(reason, detail),
            repair: nil
        )
    }
}
