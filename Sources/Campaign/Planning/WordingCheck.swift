// SPDX-License-Identifier: Apache-2.0

import SMSText

/// Looks at rendered texts, one after the other, for what may be objected to.
package struct WordingCheck: Sendable {
    private let sender: SenderWording?
    /// What followed the opt-out wording of an earlier text, the wording included: nearly all texts
    /// of a template end alike.
    private var knownEnd: Substring?

    /// Makes a check.
    ///
    /// - Parameter senderName: the name that each text should have in it; nil where that is
    ///   nobody's to say.
    package init(senderName: String?) { sender = senderName.map(SenderWording.init) }

    /// What may be objected to in a text.
    package mutating func faults(of text: String) -> [WordingFault] {
        var faults: [WordingFault] = []
        if !hasOptOut(text) { faults.append(.noOptOut) }
        if let sender, !sender.isIn(text) { faults.append(.noSender) }
        if let host = LinkShortener.host(in: text) { faults.append(.shortener(host)) }
        if CapitalLetters.prevail(in: text) { faults.append(.capitals) }
        return faults
    }

    private mutating func hasOptOut(_ text: String) -> Bool {
        if let knownEnd, text.hasSuffix(knownEnd) { return true }
        guard let range = OptOutWording.find(in: text) else { return false }
        // With the character before it, so that what ends alike has whole words there, too.
        if range.lowerBound > text.startIndex {
            knownEnd = text[text.index(before: range.lowerBound)...]
        }
        return true
    }
}

/// What carriers, laws or readers may object to in a text.
package enum WordingFault: Sendable, Hashable {
    /// Nothing tells how to get no more messages.
    case noOptOut
    /// The sender's name is missing.
    case noSender
    /// A link leads through a shortener that everybody shares, by its host.
    case shortener(String)
    /// Nearly all letters are capitals.
    case capitals
}

/// How many texts of a campaign may be objected to, and for what.
package struct WordingFindings: Sendable, Hashable {
    /// The texts with one fault.
    package struct Finding: Sendable, Hashable {
        /// How many there are.
        package fileprivate(set) var messages = 0
        /// Where the first of them stands in the list.
        package let first: String
    }

    private var findings: [WordingFault: Finding] = [:]

    /// Makes findings of no text.
    package init() {}

    /// Counts the faults of one text.
    package mutating func count(_ faults: [WordingFault], at place: String) {
        for fault in faults { findings[fault, default: Finding(first: place)].messages += 1 }
    }

    /// The texts with a fault; nil where there are none.
    package subscript(fault: WordingFault) -> Finding? { findings[fault] }

    /// The shorteners that occur, the commonest first.
    package var shorteners: [(host: String, finding: Finding)] {
        let all = findings.compactMap { fault, finding in
            if case .shortener(let host) = fault { (host: host, finding: finding) } else { nil }
        }
        return all.sorted { ($1.finding.messages, $0.host) < ($0.finding.messages, $1.host) }
    }
}
