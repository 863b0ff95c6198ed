// SPDX-License-Identifier: Apache-2.0

import Campaign
import PhoneNumbers

extension NumberAnswer {
    /// The answer as the contract's JSON object.
    var json: JSONText {
        let zones = facts?.timeZones ?? []
        var members: [JSONText.Member] = [
            ("input", .string(input)),
            ("number", Self.text(number?.e164)),
            ("valid", .bool(isValid)),
            ("region", Self.text(facts?.region?.rawValue)),
            ("line_type", Self.text(line?.type.rawValue)),
            ("line_type_source", Self.text(line?.source.rawValue)),
            ("carrier", Self.text(line?.carrier)),
            ("time_zones", .array(zones.map(JSONText.string))),
        ]
        if let repair { members.append(("repairs", .array(repair.kinds.map { .string($0.rawValue) }))) }
        if let problem { members.append(("problem", .string(problem))) }
        return .object(members)
    }

    /// The answer as a line for a person.
    var text: String {
        guard let number else { return "\(Printable.text(input)): \(problem ?? "not a phone number")" }
        guard isValid else { return "\(number.e164): \(problem ?? "not a valid number")" }
        var parts = [number.e164, facts?.region?.rawValue ?? "", lineText]
        if let carrier = line?.carrier { parts.append(Printable.text(carrier)) }
        if let zones = facts?.timeZones, !zones.isEmpty { parts.append(Self.short(zones)) }
        if let repair { parts.append(repair.sentence) }
        if let remark = problem ?? facts?.caution { parts.append(remark) }
        return parts.filter { !$0.isEmpty }.joined(separator: "  ")
    }

    private var lineText: String {
        guard let line else { return "" }
        let evidence = line.source == .plan ? facts?.evidence ?? line.source.rawValue : line.source.rawValue
        return "\(line.type.rawValue) (\(evidence))"
    }

    private static func short(_ zones: [String]) -> String {
        zones.count > 3
            ? "\(zones.prefix(3).joined(separator: ", ")) and \(zones.count - 3) more" : zones.joined(separator: ", ")
    }

    private static func text(_ text: String?) -> JSONText {
        text.map(JSONText.string) ?? .null
    }
}
