// SPDX-License-Identifier: Apache-2.0

import Campaign

/// What a person should think about before they say yes.
struct PlanWarnings {
    let plan: Plan
    let naming: SenderNaming

    /// Sentences, those about the texts first.
    var sentences: [String] {
        [optOut, sender].compactMap { $0 } + shorteners + [capitals, caution].compactMap { $0 }
    }

    private var optOut: String? {
        plan.wording[.noOptOut].map { finding in
            "\(lacking(finding, "tells", "tell", "how to opt out")); end the text with “Reply STOP to opt out.” or the like"
        }
    }

    private var sender: String? {
        guard let finding = plan.wording[.noSender], let name = naming.nameInText else { return nil }
        return lacking(finding, "names", "name", "the sender, “\(Printable.text(name))”")
    }

    private var shorteners: [String] {
        plan.wording.shorteners.map { host, finding in
            "\(messages(finding)) \(finding.messages == 1 ? "has" : "have") a link of \(host): carriers filter links of "
                + "shorteners that everybody shares; link to an address of your own"
        }
    }

    private var capitals: String? {
        plan.wording[.capitals].map { finding in
            "\(messages(finding)) \(finding.messages == 1 ? "is" : "are") nearly all in capitals, as spam is"
        }
    }

    private var caution: String? {
        plan.caution.map { "\(Figures.count(plan.cautions, "number", "numbers")): \($0)" }
    }

    /// `none of the 7 messages names …`, `2 messages, first row 3 (line 4), do not name …`.
    private func lacking(_ finding: WordingFindings.Finding, _ one: String, _ many: String, _ what: String) -> String {
        if isEvery(finding) { return "none of the \(Figures.count(finding.messages)) messages \(one) \(what)" }
        return "\(messages(finding)) \(finding.messages == 1 ? "does" : "do") not \(many) \(what)"
    }

    private func isEvery(_ finding: WordingFindings.Finding) -> Bool {
        finding.messages > 1 && finding.messages == plan.candidates
    }

    /// How many messages, and where the first of them stands.
    private func messages(_ finding: WordingFindings.Finding) -> String {
        if isEvery(finding) { return "all \(Figures.count(finding.messages)) messages" }
        let first = finding.messages == 1 ? finding.first : "first \(finding.first)"
        return "\(Figures.count(finding.messages, "message", "messages")), \(first),"
    }
}
