// SPDX-License-Identifier: Apache-2.0

import Basics
package import Configuration
import HTTP
package import Ledger
package import Lists
import Pacing
import PhoneNumbers
import Providers
import SMSText

import struct Foundation.Date

/// Hands messages over, one recipient a request, and tries again only what was certainly not
/// accepted.
package final class MessageSender: Sendable {
    private let tools: RunTools
    private let attempt: SendAttempt
    private let onAcceptance: @Sendable (PhoneNumber, String) -> Void
    private let watch = Guarded(Watch())

    /// What is watched over all messages.
    private struct Watch {
        var breaker = FailureBreaker(.messages)
        /// The refusals without a reason that is known among the last endings, as many as the
        /// breaker looks at; `nil` for each other ending.
        var suspects: [ReversibleRefusal?] = []
        var corrections: [RowCorrection] = []

        /// Takes in the end of a request; gives what follows where the run stops.
        mutating func note(
            _ ending: FailureBreaker.Ending, _ suspect: ReversibleRefusal?
        ) -> Reversal? {
            suspects.append(suspect)
            if suspects.count > FailurePolicy.messages.window ?? 0 { suspects.removeFirst() }
            guard let cause = breaker.note(ending) else { return nil }
            guard case .sameRefusal(let times, let word, let among, _) = cause else {
                return Reversal(cause: cause, refusals: [])
            }
            let same = suspects.compactMap { $0 }.filter { $0.mark == RefusalMark(word) }
            let refusals = Array(same.suffix(times))
            let rows = refusals.map(\.candidate.recipient.place)
            suspects = []
            return Reversal(
                cause: .sameRefusal(times: times, word, among: among, rows: rows),
                refusals: refusals)
        }
    }

    /// - Parameters:
    ///   - tools: the provider and the way to it.
    ///   - keeper: the lane of messages, whose pace is kept for the next run.
    ///   - journal: where intents and outcomes are written.
    ///   - order: what all messages have in common.
    ///   - onAcceptance: called with number and id of each accepted message, after the journal has
    ///     it.
    init(
        tools: RunTools, keeper: PaceKeeper, journal: any MessageJournal, order: SendOrder,
        onAcceptance: @escaping @Sendable (PhoneNumber, String) -> Void = { _, _ in }
    ) {
        self.tools = tools
        self.onAcceptance = onAcceptance
        attempt = SendAttempt(
            tools: tools, keeper: keeper, journal: journal, order: order)
    }

    /// Hands a candidate's message over and gives the row that the report shows.
    package func send(_ candidate: Candidate, line: LineKnowledge) async -> ReportRow {
        let id = candidate.earlier.id ?? tools.newID()
        var tries = 0
        var latest: SendRecord?
        var reversal: Reversal?
        while tools.stop.cause == nil,
            let trial = try? await attempt.hand(
                over: candidate, as: id, after: tries,
                conclude: { reversal = note($0, of: candidate, line) })
        {
            latest = trial.record
            tries += 1
            if let reversal { await reverse(reversal) }
            guard hasAnother(after: trial, of: candidate, tries: tries) else {
                return trial.record.row(for: candidate, line: line)
            }
            try? await tools.time.sleep(until: tools.time.now + trial.pause)
        }
        return leftOver(candidate, line, after: latest)
    }

    /// Draws the conclusions from a try for its own message, and tells whether there is another.
    private func hasAnother(
        after trial: SendAttempt.Trial, of candidate: Candidate, tries: Int
    ) -> Bool {
        switch trial.step {
        case .accepted:
            if let id = trial.record.handover.messageID { onAcceptance(candidate.number, id) }
        case .again(let reason, let detail, _):
            if tools.allowsAnother(after: tries, pause: trial.pause) { return true }
            if reason == .unreachable { tools.stop.raise(.unreachable(detail)) }
        case .ended, .closedCountry, .stop, .held, .unproved, .doubtful: break
        }
        return false
    }

    /// Refusals that count for nothing, because the same one has stopped the run.
    private struct Reversal {
        let cause: StopCause
        let refusals: [ReversibleRefusal]
    }

    /// Draws the conclusions from a try for the run.
    private func note(
        _ trial: SendAttempt.Trial, of candidate: Candidate, _ line: LineKnowledge
    ) -> Reversal? {
        // A verdict without a request tells nothing of the provider.
        guard trial.isAnswer, let ending = trial.step.ending else { return nil }
        let suspect = ReversibleRefusal(
            ending, of: candidate, line: line, record: trial.record,
            doubt: trial.step.doubt)
        let reversal = watch.withLock { $0.note(ending, suspect) }
        if let reversal { tools.stop.raise(reversal.cause) }
        return reversal
    }

    private func reverse(_ reversal: Reversal) async {
        for refusal in reversal.refusals { await acquit(refusal, because: reversal.cause) }
    }

    /// Refusals that stop the run are not the recipients' fault: what was written down as failed is
    /// tried again by a further run.
    private func acquit(_ suspect: ReversibleRefusal, because cause: StopCause) async {
        let refused = suspect.record.row(for: suspect.candidate, line: suspect.line)
        // A message that may have arrived with an earlier try was not written down as failed.
        guard suspect.candidate.earlier.row(after: refused).verdict.status == .failed else {
            return
        }
        var record = suspect.record
        record.verdict =
            suspect.doubt.map { Verdict(.unconfirmed, .badResponse, $0) }
            ?? .pending(cause.reason, cause.sentence)
        await attempt.withdraw(record, of: suspect.candidate)
        var acquitted = suspect.candidate.earlier.row(
            after: record.row(for: suspect.candidate, line: suspect.line))
        acquitted.updatedAt = tools.time.date
        watch.withLock { $0.corrections.append(RowCorrection(of: refused, to: acquitted)) }
    }

    /// Rows that were finished and have changed since.
    package var corrections: [RowCorrection] { watch.withLock { $0.corrections } }

    /// The row of a message that the run's end left over, with what is known of earlier tries.
    private func leftOver(
        _ candidate: Candidate, _ line: LineKnowledge, after latest: SendRecord?
    ) -> ReportRow {
        var row = candidate.row(tools.stop.leftOver, line: line)
        row.delivery = latest?.handover
        return row
    }
}

/// A recipient whose message was refused without a reason that is known: not at fault where the
/// same refusal stops the run.
struct ReversibleRefusal {
    let candidate: Candidate
    let line: LineKnowledge
    let record: SendRecord
    let mark: RefusalMark
    /// Why it may have been an acceptance that was not recognised; `nil` where it was none.
    let doubt: String?

    /// `nil` where it was none.
    init?(
        _ ending: FailureBreaker.Ending, of candidate: Candidate, line: LineKnowledge,
        record: SendRecord, doubt: String?
    ) {
        guard case .refused(let word) = ending else { return nil }
        (self.candidate, self.line, self.record, self.doubt) = (candidate, line, record, doubt)
        mark = RefusalMark(word)
    }
}

/// A row that was finished, and what the rest of the run made of it.
package struct RowCorrection: Sendable, Hashable {
    /// The row as it was finished.
    package let before: ReportRow
    /// The row with what is known now.
    package let after: ReportRow

    init(of before: ReportRow, to after: ReportRow) { (self.before, self.after) = (before, after) }

    /// This correction, and those of the rows whose texts are in the same message.
    func spread(to households: Households) -> [RowCorrection] {
        guard case .leads = before.joined, let number = before.number else { return [self] }
        let others = households.rows(of: number).filter { $0 != before.recipient.row }
        return [self]
            + others.map { number in
                let other = Recipient(row: number, line: 0, phone: "", cells: [])
                let row = ReportRow(other, before.verdict)
                return RowCorrection(of: row.following(before), to: row.following(after))
            }
    }
}

extension ReportRow {
    /// The cells that say what has become of the message; empty texts too, which take the place of
    /// what was there.
    var outcomeCells: ReportUpdate.Cells {
        let all = zip(ReportColumn.allCases, cells(columns: [], withMessage: false))
        return Dictionary(
            uniqueKeysWithValues: all.filter { Self.outcomes.contains($0.0) }.map {
                ($0.rawValue, $1)
            })
    }

    private static let outcomes: Set<ReportColumn> = [
        .status, .reason, .detail, .provider, .messageID, .errorCode, .attempts, .cost, .currency,
        .sentAt, .updatedAt,
    ]
}

extension ReportUpdate {
    /// Writes rows as they are that have changed since the report was written.
    ///
    /// - Throws: as ``apply(adding:_:)`` does.
    package func amend(_ corrections: [RowCorrection]) throws {
        guard !corrections.isEmpty else { return }
        let rows = corrections.map { ("\($0.after.recipient.row)", $0.after.outcomeCells) }
        let cells = Dictionary(rows) { _, last in last }
        _ = try apply { cells[$0[.row]] }
    }
}

/// What every message of a run has in common.
package struct SendOrder: Sendable {
    /// The campaign that the messages belong to.
    package var campaign: CampaignID
    /// The sender as configured.
    package var sender: String
    /// Prices for the estimate of a message's cost.
    package var prices: PriceSettings
    /// When messages may go out; `nil`: at any time.
    package var sendWindow: SendWindow?
    /// How the ledger hashes a text.
    package var textHash: @Sendable (String) -> String
    /// Which messages of other campaigns are too near; `nil`: none.
    package var spacing: Spacing?
    /// The fingerprint of the account; `nil` where there is none.
    package var account: String?
    /// Whether the provider entry is known to have accepted a message.
    package var acceptances = AcceptanceKnowledge()

    package init(
        campaign: CampaignID, sender: String, prices: PriceSettings, sendWindow: SendWindow? = nil,
        textHash: @escaping @Sendable (String) -> String
    ) {
        self.campaign = campaign
        self.sender = sender
        self.prices = prices
        self.sendWindow = sendWindow
        self.textHash = textHash
    }

    /// Makes the order of a run as it is configured: any message, at any time.
    init(
        for campaign: CampaignID, _ settings: Settings, _ tools: RunTools,
        in ledger: any CampaignLedger
    ) async throws(LedgerError) {
        self.init(of: campaign, settings, identity: tools.identity, in: ledger)
        acceptances = AcceptanceKnowledge(
            try await ledger.hasAcceptance(by: tools.provider.name))
    }

    /// Makes the order of messages that nobody hands over: they may have been.
    init(
        of campaign: CampaignID, _ settings: Settings, identity: Secret?,
        in ledger: any CampaignLedger
    ) {
        self.init(
            campaign: campaign, sender: settings.from ?? "", prices: settings.prices,
            textHash: { ledger.textHash(of: $0) })
        account = identity.map { ledger.accountHash(of: $0.reveal()) }
    }

    /// The message to a candidate, under the id that all tries of it share.
    func message(to candidate: Candidate, id: String, validity: Int? = nil) -> OutgoingMessage {
        OutgoingMessage(
            to: candidate.number, from: sender, text: candidate.text, id: id, validity: validity)
    }

    /// Why a message must not go out to a candidate at a moment; `nil` where it may.
    func objection(to candidate: Candidate, at now: Date, _ range: ValidityRange?) -> Verdict? {
        guard let place = candidate.location?.place else { return nil }
        return sendWindow?.objection(to: place, at: now, lasting: range?.shortest ?? 0)
    }

    /// For how many seconds the provider may try to deliver a message, where that is less than it
    /// would by itself.
    func validity(for candidate: Candidate, at now: Date, _ range: ValidityRange?) -> Int? {
        guard let range, let place = candidate.location?.place else { return nil }
        guard let left = sendWindow?.secondsLeft(in: place, at: now), left < Double(range.standard)
        else { return nil }
        return max(Int(left), range.shortest)
    }

    /// How long the way to the provider may take before the message would leave too late; `nil`
    /// where that does not matter.
    func connectTimeout(for candidate: Candidate, at now: Date) -> Duration? {
        candidate.location.flatMap { sendWindow?.secondsLeft(in: $0.place, at: now) }.map {
            .seconds($0)
        }
    }

    /// The intent to hand the message over.
    func intent(for candidate: Candidate, id: String, provider: String) -> Intent {
        var intent = Intent(
            campaign: campaign, number: candidate.number, row: candidate.recipient.row,
            provider: provider, segments: candidate.size.segments,
            encoding: candidate.size.encoding.rawValue, textHash: textHash(candidate.text),
            idempotencyKey: id, replacing: candidate.earlier.replaced?.replacement ?? .nothing)
        intent.expectedCost = prices.cost(
            of: candidate.size.segments, to: candidate.region?.rawValue
        ).map { "\($0)" }
        (intent.spacing, intent.account) = (spacing, account)
        return intent
    }
}

extension SendStep {
    /// Why a refusal may be an acceptance; `nil` where it is none.
    fileprivate var doubt: String? {
        if case .doubtful(_, let doubt) = self { doubt } else { nil }
    }

    /// What the step tells of the provider; `nil`: nothing.
    fileprivate var ending: FailureBreaker.Ending? {
        switch self {
        case .accepted, .closedCountry: .clear
        case .ended(_, _, let ending): ending
        // It tells of the way to the provider, and so of everybody.
        case .unproved(_, let word, nil): .unproved(word)
        case .doubtful(let word, _): .refused(word)
        case .again, .held, .stop, .unproved: nil
        }
    }
}
