// SPDX-License-Identifier: Apache-2.0

import Basics
import Configuration
import Hours
package import Ledger
import Lists
package import PhoneNumbers
import SMSText

/// Judges recipients one after the other, in the order of the list.
///
/// Of several rows with one number the first that can be sent is kept and the others are
/// duplicates, or share its message, so the judge remembers each number it kept: a few bytes a
/// recipient, whatever else the list holds.
package struct Judge: Sendable {
    let rules: Rules
    let textHash: (@Sendable (String) -> String)?
    let currency: String
    let allowances: Overrides
    let strays: StrayMessages
    /// By handset: two spellings of its number are one.
    private var kept: [PhoneNumber: Place] = [:]
    /// The kept numbers that can be written in another way: few lists have one.
    private var keptSpellings: Set<PhoneNumber> = []
    /// The kept handsets whose message has the texts of all their rows.
    private var joining: Set<PhoneNumber> = []

    private struct Place {
        let row: Int32
        let line: Int32
        /// A part of the text's hash: others are told from it without keeping it.
        let text: UInt32

        init(_ recipient: Recipient, text: String?) {
            row = Int32(clamping: recipient.row)
            line = Int32(clamping: recipient.line)
            self.text = Self.mark(text ?? "")
        }

        static func mark(_ text: String) -> UInt32 {
            UInt32(truncatingIfNeeded: text.hashValue)
        }
    }

    /// Makes a judge that has seen no row yet.
    ///
    /// - Parameters:
    ///   - rules: who gets a message.
    ///   - textHash: how the ledger hashes texts; `nil` where no campaign can have begun.
    ///   - currency: the currency of costs that the ledger remembers without one.
    ///   - allowances: whether settled messages get a second chance.
    ///   - strays: messages that rows got under another number than the one that is read now.
    package init(
        rules: Rules, textHash: (@Sendable (String) -> String)?, currency: String,
        allowing allowances: Overrides = Overrides(), strays: StrayMessages = StrayMessages()
    ) {
        self.strays = strays
        self.allowances = allowances
        self.rules = rules
        self.textHash = textHash
        self.currency = currency
    }

    /// Judges the next recipient of the list by the first of their phones that can be used.
    package mutating func judge(
        _ first: NumberReading, or others: [NumberReading],
        _ memories: [PhoneNumber: Ledger.Recollection]
    ) -> Judgement {
        func memory(_ reading: NumberReading) -> Ledger.Recollection {
            reading.number.flatMap { memories[$0] } ?? Ledger.Recollection()
        }
        let readings = [first] + others
        // Whoever got the message on one phone gets none on another, whatever is known by now.
        if let messaged = readings.first(where: { isMessaged($0, memory($0)) }) {
            return judge(messaged, memory: memory(messaged))
        }
        var passedOver: [Judgement] = []
        for reading in readings {
            let judgement = judge(reading, memory: memory(reading))
            guard judgement.isOfPhoneAlone else { return judgement }
            passedOver.append(judgement)
        }
        return passedOver.first(where: \.hasNumber) ?? passedOver.first(where: \.hasPhone)
            ?? passedOver[0]
    }

    /// Whether a phone was messaged for this row, as far as can be told: what another row of the
    /// list stands for is that row's message.
    private func isMessaged(_ reading: NumberReading, _ memory: Ledger.Recollection) -> Bool {
        guard reading.refusal == nil, let number = reading.number, kept[number.handset] == nil
        else { return false }
        return memory.message?.state.isSettled == true
    }

    /// Judges the next recipient of the list by one of their phones.
    package mutating func judge(_ reading: NumberReading, memory: Ledger.Recollection) -> Judgement
    {
        if let message = strays.message(ofRow: reading.recipient.row) {
            return earlier(message, reading)
        }
        guard reading.exclusion == nil, reading.refusal == nil, let number = reading.number,
            let planned = reading.planned
        else { return refused(reading, memory) }
        if let place = placeOfKept(number, memory.message) {
            return .dropped(another(reading, of: number, place))
        }
        guard let message = memory.message, message.state.isSettled else {
            return newMessage(reading, to: number, planned: planned, memory: memory)
        }
        if message.row != reading.recipient.row,
            let row = unsendable(reading, to: number, planned: planned, memory: memory)
        {
            return .dropped(row)
        }
        let prior = settled(message, reading, lookup: memory.lookup)
        if isOpen(prior, for: number) {
            let judgement = newMessage(
                reading, to: number, planned: planned, memory: memory,
                replacing: message.number == number ? prior : nil)
            // What speaks against a second try leaves the first one as it was.
            if case .candidate = judgement { return judgement }
        }
        keep(
            number, reading.recipient, text: prior.text, joins: prior.hasSameText == true)
        return .settled(prior.row, textChanged: prior.hasSameText == false)
    }

    /// The row of a number that gets no message now; one that it got before stays.
    private mutating func refused(
        _ reading: NumberReading, _ memory: Ledger.Recollection
    ) -> Judgement {
        guard let message = memory.message, message.state.isSettled,
            message.row == reading.recipient.row
        else {
            let refusal = reading.exclusion ?? reading.refusal
            return .dropped(
                row(for: reading, refusal ?? .skipped(.invalidNumber, "not a phone number")))
        }
        return earlier(message, reading, lookup: memory.lookup)
    }

    /// The row of a message that went to another number than the row's, or one that the row would
    /// not be sent today: it is settled, and no word of the user's sends it again.
    private mutating func earlier(
        _ message: MessageRecord, _ reading: NumberReading, lookup: CachedLookup? = nil
    ) -> Judgement {
        let prior = settled(message, reading, lookup: lookup)
        if kept[message.number.handset] == nil {
            let joins = prior.hasSameText == true && message.number == reading.number
            keep(message.number, reading.recipient, text: prior.text, joins: joins)
        }
        // Who would get no text now gets none that differs.
        let differs = reading.exclusion == nil && prior.hasSameText == false
        return .settled(prior.row, textChanged: differs)
    }

    private mutating func newMessage(
        _ reading: NumberReading, to number: PhoneNumber, planned: Classification,
        memory: Ledger.Recollection,
        replacing replaced: PriorMessage? = nil
    ) -> Judgement {
        if memory.isOptedOut { return .dropped(row(for: reading, .optedOut)) }
        if let objection = rules.suppression.objection(to: number) {
            return .dropped(row(for: reading, objection))
        }
        if let objection = rules.objection(to: planned.region) {
            return .dropped(row(for: reading, objection))
        }
        if let near = memory.near { return .dropped(row(for: reading, .tooSoon(after: near))) }
        let judgement = verdictOnText(
            draft(reading, to: number, planned: planned, memory: memory, replacing: replaced))
        if case .candidate(let candidate) = judgement {
            keep(number, reading.recipient, text: candidate.text, joins: true)
        }
        return judgement
    }

    /// The row of a recipient whose own text cannot be sent, and so was not: the number's message
    /// is that of another row.
    private func unsendable(
        _ reading: NumberReading, to number: PhoneNumber, planned: Classification,
        memory: Ledger.Recollection
    ) -> ReportRow? {
        let message = draft(reading, to: number, planned: planned, memory: memory)
        guard case .dropped(let row) = verdictOnText(message) else { return nil }
        switch row.verdict.reason {
        case .missingValue, .tooLong, .emptyMessage: return row
        default: return nil
        }
    }

    private func draft(
        _ reading: NumberReading, to number: PhoneNumber, planned: Classification,
        memory: Ledger.Recollection,
        replacing replaced: PriorMessage? = nil
    ) -> Draft {
        Draft(
            reading: reading, number: number,
            line: memory.line ?? LineKnowledge(type: planned.lineType ?? .unknown, source: .plan),
            caution: rules.plan.caution(about: number)?.description,
            message: memory.message.flatMap { $0.number == number ? $0 : nil }, replaced: replaced)
    }

    private struct Draft {
        let reading: NumberReading
        let number: PhoneNumber
        let line: LineKnowledge
        let caution: String?
        let message: MessageRecord?
        let replaced: PriorMessage?
    }

    private func verdictOnText(_ draft: Draft) -> Judgement {
        let objection = objection(to: draft)
        switch rules.message(to: draft.reading.recipient, at: draft.number) {
        case .missingValue(let column):
            let missing = objection ?? .missingValue(column)
            var row = self.row(
                for: draft.reading, missing.adding(draft.caution), line: draft.line)
            row.lineDecision = objection == nil ? nil : draft.line.source
            return .dropped(row)
        case .text(let text):
            let candidate = self.candidate(draft, text)
            if let verdict = objection ?? textObjection(candidate) {
                return .dropped(candidate.row(verdict))
            }
            return .candidate(candidate)
        }
    }

    /// What speaks against the line, with what the numbering plan rests it on.
    private func objection(to draft: Draft) -> Verdict? {
        let planned = draft.reading.planned?.lineType ?? .unknown
        guard let verdict = rules.objection(to: draft.line, planned: planned) else { return nil }
        guard draft.line.source == .plan else { return verdict }
        return verdict.adding(rules.plan.facts(about: draft.number).evidence)
    }

    private func candidate(_ draft: Draft, _ text: String) -> Candidate {
        Candidate(
            recipient: draft.reading.recipient, number: draft.number,
            region: draft.reading.planned?.region, line: draft.line,
            needsLookup: rules.needsLookup(draft.line), text: text, size: SegmentCount(of: text),
            caution: draft.caution, repair: draft.reading.repair,
            location: rules.sendWindow?.locator.location(of: draft.reading.recipient, draft.number),
            earlier: earlier(draft, text), joined: rules.households.lead(draft.number))
    }

    private func earlier(_ draft: Draft, _ text: String) -> PriorAttempts {
        guard let message = draft.message else { return PriorAttempts() }
        let isSame = message.idempotencyKey != nil && textHash?(text) == message.textHash
        return PriorAttempts(
            attempts: message.attempts, id: isSame ? message.idempotencyKey : nil,
            replaced: draft.replaced)
    }

    private func textObjection(_ candidate: Candidate) -> Verdict? {
        if candidate.text.allSatisfy(\.isWhitespace) {
            return .skipped(.emptyMessage, "the message would be empty")
        }
        guard candidate.size.segments > rules.maxSegments else { return nil }
        let segments = candidate.size.segments
        return .skipped(
            .tooLong,
            "the message has \(segments) segments; “maxSegments” allows \(rules.maxSegments)")
    }

    private mutating func keep(
        _ number: PhoneNumber, _ recipient: Recipient, text: String?, joins: Bool
    ) {
        if number.hasOtherSpellings { keptSpellings.insert(number) }
        let handset = number.handset
        if kept[handset] == nil { kept[handset] = Place(recipient, text: text) }
        if joins, rules.households.lead(number) != nil { joining.insert(handset) }
    }

    /// Where the row stands that has the handset's message; `nil` where the row is not its double.
    ///
    /// Before spellings were known to be one handset's, each of them could get a message: such a
    /// row keeps its own.
    private func placeOfKept(_ number: PhoneNumber, _ message: MessageRecord?) -> Place? {
        guard let place = kept[number.handset] else { return nil }
        let isOwn = message.map { $0.number == number && $0.state.isSettled } ?? false
        return isOwn && isKeptOtherwise(number) ? nil : place
    }

    /// Whether the handset was kept by another spelling of its number.
    private func isKeptOtherwise(_ number: PhoneNumber) -> Bool {
        number.hasOtherSpellings && !keptSpellings.contains(number)
    }

    private func duplicate(
        of number: PhoneNumber, _ place: Place, _ reading: NumberReading
    ) -> ReportRow {
        let row = "row \(place.row) (line \(place.line)), which is kept"
        return self.row(
            for: reading,
            .skipped(
                .duplicate,
                isKeptOtherwise(number)
                    ? "the same phone as \(row); its number is only written in another way there"
                    : "the same number as \(row)"))
    }

    /// Another row with the number of one that is kept: a duplicate, or a part of its message.
    private func another(
        _ reading: NumberReading, of number: PhoneNumber, _ place: Place
    ) -> ReportRow {
        var other = duplicate(of: number, place, reading)
        switch (rules.duplicates, rules.message(to: reading.recipient)) {
        case (.skip, .text(let text)) where Place.mark(text) != place.text:
            other.losesText = true
            other.verdict = other.verdict.adding("this row’s own text is not sent")
        case (.join, .missingValue(let column)):
            other.verdict = .missingValue(column)
        case (.join, .text):
            let isJoining = joining.contains(number.handset)
            let sharing = isJoining ? rules.households.rows(of: number) : []
            guard sharing.contains(reading.recipient.row) else { break }
            other.joined = .follows(row: Int(place.row))
        case (.skip, _): break
        }
        return other
    }

    func row(
        for reading: NumberReading, _ verdict: Verdict, line: LineKnowledge? = nil
    ) -> ReportRow {
        var row = ReportRow(reading.recipient, verdict.adding(reading.repair?.sentence))
        row.repair = reading.repair
        row.number = reading.number
        row.region = reading.planned?.region
        let isRefused = verdict.reason == .invalidNumber
        if let planned = reading.planned, !isRefused {
            row.line = LineKnowledge(type: planned.lineType ?? .unknown, source: .plan)
        }
        row.line = line ?? row.line
        return row
    }
}

extension Verdict {
    fileprivate static func missingValue(_ column: String) -> Verdict {
        .skipped(.missingValue, "the column “\(column)” is empty, and the message needs it")
    }
}

extension Judge {
    /// Puts together what is known of a message that an earlier run settled.
    func settled(
        _ message: MessageRecord, _ reading: NumberReading, lookup: CachedLookup?
    ) -> PriorMessage {
        var row = self.row(for: reading, message.verdict, line: lookup?.knowledge)
        if message.number != reading.number {
            // The number that was messaged stands in the report, and its updates find it there.
            row.number = message.number
            row.verdict = row.verdict.adding(Self.remark(on: message, reading))
        }
        row.delivery = message.handover(currency: currency)
        row.updatedAt = message.updatedAt
        row.size = message.size
        let number = reading.number ?? message.number
        row.joined = rules.households.lead(number)
        let rendering = rules.message(to: reading.recipient, at: number)
        guard let textHash, case .text(let text) = rendering else {
            return PriorMessage(message: message, row: row, hasSameText: nil, text: nil)
        }
        // The ledger keeps no texts: only one that is the same as then can be shown as the one that
        // was handed over.
        let isSame = textHash(text) == message.textHash
        if isSame { row.text = text }
        return PriorMessage(message: message, row: row, hasSameText: isSame, text: text)
    }

    /// What is said of a message that went to another number than the one that the row has now.
    private static func remark(on message: MessageRecord, _ reading: NumberReading) -> String {
        if let number = reading.number, number.handset == message.number.handset {
            return "the message went to \(message.number), another spelling of \(number)"
        }
        return "the message went to \(message.number), which an earlier run read in this row"
    }

    /// Whether the user's word gives the message a second chance.
    ///
    /// One that may have arrived is sent again only with the very same text: another one would be a
    /// second message; and so would be one to another spelling of its number.
    func isOpen(_ settled: PriorMessage, for number: PhoneNumber) -> Bool {
        if let moment = allowances.settledBefore, settled.message.updatedAt >= moment {
            return false
        }
        return switch settled.row.verdict.status {
        case .failed: allowances.rejectedAgain
        case .unconfirmed:
            allowances.unconfirmedAgain && settled.hasSameText == true
                && settled.message.state != .intent && settled.message.number == number
        default: false
        }
    }
}
