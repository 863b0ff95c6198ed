// SPDX-License-Identifier: Apache-2.0

import SMSText

/// Looks at rendered texts, one after the other, for what may be objected to.
package struct WordingCheck: Sendable {
    private let sender: SenderWording?
    /// What followed the opt-out wording of an earlier text, the wording included: nearly all texts of a template end alike.
    private var knownEnd: Substring?

    /// Makes a check.
    ///
    /// - Parameter senderName: the name that each text should have in it; nil where that is nobody's to say.
    package init(senderName: String?) {
        sender = senderName.map(SenderWording.init)
    }

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
        if range.lowerBound > text.startIndex { knownEnd = text[text.index(before: range.lowerBound)...] }
        return true
    }
}
