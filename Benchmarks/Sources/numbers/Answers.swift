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
                facts.region?.rawValue ?? "", facts.lineType.rawValue,
                facts.timeZones.joined(separator: ","),
            ]
            return fields.joined(separator: "\t")
        } catch {
            return "\(caseName(error))"
        }
    }

    private static func caseName(_ failure: ParseFailure) -> String {
        switch failure {
        case .notANumber: "notANumber"
        case .invalidCountryCode: "invalidCountryCode"
        case .tooShortAfterInternationalPrefix: "tooShortAfterInternationalPrefix"
        case .tooShort: "tooShort"
        case .tooLong: "tooLong"
        }
    }
}
