// SPDX-License-Identifier: Apache-2.0

import Campaign
import Providers

/// The page's table of failures: code, meaning, what to do, and the way to the rows.
struct FailureTable {
    let groups: FailureGroups
    let context: PageContext

    var html: String {
        var table = PageTable(
            "Refused, in doubt, put off or not delivered, by the provider’s code",
            columns: ["Code", "Messages", "What happened", "Meaning", "What to do", "Rows"]
        )
        for group in groups.ranked {
            let (key, code) = (group.key, code(of: group.key))
            let advice = FailureAdvice(key: key, kind: code?.kind ?? .unexplained).text
            table.add(
                name(key, code),
                Figures.count(group.count),
                HTMLText.escaped(Self.happened(key)),
                meaning(group, code),
                HTMLText.escaped(advice),
                Self.button(key)
            )
        }
        if groups.others > 0 { table.add("others", Figures.count(groups.others), "", "", "", "") }
        return table.html
    }

    private func code(of key: FailureGroups.Key) -> ErrorCode? {
        guard !key.code.isEmpty else { return nil }
        return ErrorCode(key.code, type: context.type(of: key.provider), isOfRequest: key.delivery.isEmpty)
    }

    /// The code with a link to the provider's page about it, and whose code it is.
    private func name(_ key: FailureGroups.Key, _ code: ErrorCode?) -> String {
        let text = HTMLText.escaped(key.code.isEmpty ? "none" : key.code)
        let provider = key.provider.isEmpty ? "" : " <small>\(HTMLText.escaped(key.provider))</small>"
        guard let page = code?.page else { return text + provider }
        let attributes = "rel=\"noopener noreferrer\" target=\"_blank\" title=\"The provider’s page about this code\""
        return "<a href=\"\(HTMLText.escaped(page))\" \(attributes)>\(text)</a>\(provider)"
    }

    private static func happened(_ key: FailureGroups.Key) -> String {
        let words = key.delivery.isEmpty ? key.reason : "but \(key.delivery)"
        return words.isEmpty ? Wording.heading(key.status) : "\(Wording.heading(key.status)), \(words)"
    }

    /// What the code means, and what the report says of the first of the messages.
    private func meaning(_ group: FailureGroups.Group, _ code: ErrorCode?) -> String {
        let known = code?.meaning ?? Wording.meaning(ofReason: group.key.reason) ?? ""
        let words = group.detail.isEmpty ? "" : "<small>\(HTMLText.escaped(group.detail))</small>"
        return HTMLText.escaped(known) + (known.isEmpty || words.isEmpty ? "" : "<br>") + words
    }

    private static func button(_ key: FailureGroups.Key) -> String {
        PageButton(
            status: key.status.rawValue,
            reason: key.reason,
            code: key.code,
            delivery: key.delivery,
            words: "Show \(key.code.isEmpty ? key.reason : "code \(key.code)")"
        ).html
    }
}
