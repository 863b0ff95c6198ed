// SPDX-License-Identifier: Apache-2.0

import Basics
import Providers
import Configuration
import Lists
import TerminalKit

/// What a person can do about messages that failed with a code.
struct FailureAdvice {
    let key: FailureGroups.Key
    let kind: CodeKind
    /// How refused rows are tried again, as a sentence.
    let tryAgain: String

    /// Sentences for the page's table.
    var text: String {
        guard key.status != .unconfirmed else {
            return "Whether it was accepted is not known: “reconcile” asks the provider’s message "
                + "log. Do not send it again before."
        }
        return again.map { "\(first) \($0)" } ?? first
    }

    private var first: String {
        switch kind {
        case .recipient: "Ask the person for another number."
        case .landline: "Ask the person for a mobile number; a landline gets no text."
        case .optedOut: "Leave this person alone: only they can sign up again."
        case .content: "Look at the text: links, wording and length are what filters object to."
        case .country:
            "Have the country opened at the provider, or leave it out with “allowedRegions”."
        case .account:
            "Look into your account at the provider: credentials, credit, registration of the "
                + "sender."
        case .passing: "It may work later, or more slowly (“send.ratePerSecond”)."
        case .unclear: "The provider’s own log knows what became of it."
        case .unexplained: "The report’s words and the provider’s support say more."
        }
    }

    /// How the rows are tried again; `nil` where that would not help.
    private var again: String? {
        switch kind {
        case .recipient, .landline, .optedOut: nil
        case .content, .country, .account, .passing, .unclear, .unexplained: wayToTryAgain
        }
    }

    private var wayToTryAgain: String {
        switch key.status {
        case .pending: "Then run the same command again."
        case .sent: "They count as sent; to try again, make them a campaign of their own."
        default: tryAgain
        }
    }
}

/// Messages that the provider refused, that are in doubt, or that were accepted and did not arrive,
/// grouped by its code.
struct FailureGroups: Sendable {
    /// What the messages of a group have in common.
    struct Key: Hashable, Sendable {
        let status: Status
        let reason: String
        /// What became of an accepted message; empty for all others.
        let delivery: String
        let provider: String
        let code: String
    }

    /// A group: how many messages, and what the report says of the first.
    struct Group: Sendable {
        let key: Key
        var count: Int
        let detail: String
    }

    /// More groups are counted together: a file that anybody may edit must not fill the memory.
    static let limit = 200

    private var groups: [Key: Group] = [:]
    /// Messages that are in no group, because there are too many groups.
    private(set) var others = 0

    /// Counts a row, if its message failed, is in doubt or did not arrive, or is still to be sent
    /// after the provider gave a code.
    mutating func add(_ row: PageRow) {
        guard let group = Self.key(row) else { return }
        guard groups[group] != nil || groups.count < Self.limit else { return others += 1 }
        groups[group, default: Group(key: group, count: 0, detail: row.words)].count += 1
    }

    private static func key(_ row: PageRow) -> Key? {
        let (facts, code) = (row.facts, row.code)
        let isLost = facts.status == .sent && DeliveryFate(facts.delivery, detail: "").isFailure
        let isPutOff = facts.status == .pending && !code.isEmpty
        guard facts.status == .failed || facts.status == .unconfirmed || isLost || isPutOff else {
            return nil
        }
        return Key(
            status: facts.status, reason: facts.reason, delivery: isLost ? facts.delivery : "",
            provider: facts.provider, code: code)
    }

    /// The groups, the largest first.
    var ranked: [Group] {
        groups.values.sorted {
            ($1.count, $0.key.code, $0.key.reason) < ($0.count, $1.key.code, $1.key.reason)
        }
    }
}

/// The page's table of failures: code, meaning, what to do, and the way to the rows.
struct FailureTable {
    let groups: FailureGroups
    let context: PageContext

    var html: String {
        var table = PageTable(
            "Refused, in doubt, put off or not delivered, by the provider’s code",
            columns: ["Code", "Messages", "What happened", "Meaning", "What to do", "Rows"])
        for group in groups.ranked {
            let (key, code) = (group.key, code(of: group.key))
            let advice = FailureAdvice(
                key: key, kind: code?.kind ?? .unexplained, tryAgain: context.hints.tryAgain
            ).text
            table.add(
                name(key, code), Figures.count(group.count), HTMLText.escaped(Self.happened(key)),
                meaning(group, code), HTMLText.escaped(advice), Self.button(key))
        }
        if groups.others > 0 { table.add("others", Figures.count(groups.others), "", "", "", "") }
        return table.html
    }

    private func code(of key: FailureGroups.Key) -> ErrorCode? {
        guard !key.code.isEmpty else { return nil }
        return ErrorCode(
            key.code, of: context.kind(of: key.provider), isOfRequest: key.delivery.isEmpty)
    }

    /// The code with a link to the provider's page about it, and whose code it is.
    private func name(_ key: FailureGroups.Key, _ code: ErrorCode?) -> String {
        let text = HTMLText.escaped(key.code.isEmpty ? "none" : key.code)
        let provider =
            key.provider.isEmpty ? "" : " <small>\(HTMLText.escaped(key.provider))</small>"
        guard let page = code?.page else { return text + provider }
        let attributes =
            "rel=\"noopener noreferrer\" target=\"_blank\" title=\"The provider’s page about "
            + "this code\""
        return "<a href=\"\(HTMLText.escaped(page))\" \(attributes)>\(text)</a>\(provider)"
    }

    private static func happened(_ key: FailureGroups.Key) -> String {
        let words = key.delivery.isEmpty ? key.reason : "but \(key.delivery)"
        return words.isEmpty
            ? Wording.heading(key.status) : "\(Wording.heading(key.status)), \(words)"
    }

    /// What the code means, and what the report says of the first of the messages.
    private func meaning(_ group: FailureGroups.Group, _ code: ErrorCode?) -> String {
        let known = code?.meaning ?? context.meaning(ofReason: group.key.reason) ?? ""
        let words = group.detail.isEmpty ? "" : "<small>\(HTMLText.escaped(group.detail))</small>"
        return HTMLText.escaped(known) + (known.isEmpty || words.isEmpty ? "" : "<br>") + words
    }

    private static func button(_ key: FailureGroups.Key) -> String {
        PageButton(
            status: key.status.rawValue, reason: key.reason, code: key.code, delivery: key.delivery,
            words: "Show \(key.code.isEmpty ? key.reason : "code \(key.code)")"
        ).html
    }
}

/// What became of an accepted message, as the report's two columns of the delivery say it.
struct DeliveryFate {
    /// Whether it did not arrive.
    let isFailure: Bool
    /// The provider's code for that; empty where there is none.
    let code: String
    let words: String

    /// Takes `30: taken for spam` apart.
    init(_ state: String, detail: String) {
        let states: [DeliveryState] = [.undelivered, .failed, .expired]
        isFailure = states.contains { $0.rawValue == state }
        let start = detail.prefix { $0 != ":" }
        let isCode =
            isFailure && start.count < 10 && !start.isEmpty
            && start.allSatisfy { $0.isLetter || $0.isNumber }
        let hasDigit = start.contains { $0.isNumber }
        code = isCode && hasDigit ? String(start) : ""
        words = isFailure ? detail : ""
    }
}
