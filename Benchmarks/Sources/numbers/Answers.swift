// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers

/// Prints what the library says of each line, in the words of `scripts/numberingplan/oracle.py`.
enum Answers {
    static func printAll(of lines: [Line]) {
        let plan = NumberingPlan.bundled
        for line in lines { print(words(for: line, plan)) }
    }

    private static func words(for line: Line, _ plan: NumberingPlan) -> String {
        do {
            let parsed = try plan.parse(line.text, defaultRegion: line.region)
            let facts = plan.facts(about: parsed.number)
            let fields = [
                parsed.number.e164, parsed.phoneExtension ?? "",
                facts.isValid ? "valid" : "invalid",
                facts.region?.rawValue ?? "", facts.lineType?.rawValue ?? "unknown",
                facts.timeZones.joined(separator: ","), formats(of: parsed, plan),
            ]
            return fields.joined(separator: "\t")
        } catch {
            return error.rawValue
        }
    }

    /// Prints the forms of the number and the extension on each line.
    static func printFormats(of text: String) {
        let plan = NumberingPlan.bundled
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(
                String.init
            )
            let number = PhoneNumber(e164: fields[0])
            print(
                number.map {
                    formats(of: ParsedNumber(number: $0, phoneExtension: fields[1]), plan)
                } ?? "no number"
            )
        }
    }

    private static func formats(of parsed: ParsedNumber, _ plan: NumberingPlan) -> String {
        let forms: [NumberFormat] = [.national, .international, .rfc3966]
        return forms.map { plan.format(parsed, as: $0) }.joined(separator: "\t")
    }
}
