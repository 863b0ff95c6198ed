// SPDX-License-Identifier: Apache-2.0

import Basics
package import Configuration
import HTTP
package import Ledger
package import Providers
import Pacing

package import struct Foundation.Date

/// Asks what has become of a campaign's accepted messages, and writes that into the ledger.
///
/// Each answer is written for itself: whenever the run ends, what was learnt is kept.
package struct StatusRun: Sendable {
    private let ledger: any CampaignLedger
    private let campaign: CampaignID
    private let tools: RunTools
    private let width: Int
    private let question: StatusQuestion

    /// - Parameters:
    ///   - ledger: the ledger, claimed for requests.
    ///   - campaign: the campaign.
    ///   - tools: the provider, the way to it, time and the switch that ends the run.
    ///   - service: how the provider tells it.
    ///   - settings: the configuration: questions leave as fast as lookups.
    package init(
        ledger: any CampaignLedger, campaign: CampaignID, tools: RunTools,
        service: any DeliveryStatus, settings: Settings
    ) {
        self.ledger = ledger
        self.campaign = campaign
        self.tools = tools
        width = max(1, settings.lookup.maxConcurrent)
        let lane = RequestLane(settings.lookup, time: tools.time)
        question = StatusQuestion(
            tools: tools, service: service, client: ProviderClient(tools: tools, lane: lane),
            memory: DeliveryMemory(ledger: ledger, tools: tools))
    }

    /// Asks after every message whose final state is not known, and again after those that are
    /// fresh.
    ///
    /// - Parameter announce: called before each pause with the number of messages waited for, and
    ///   the pause.
    /// - Returns: what was asked; what is known now is in the ledger.
    package func run(
        _ announce: @escaping @Sendable (Int, Duration) -> Void = { _, _ in }
    ) async -> StatusInquiries {
        await withTaskGroup(of: StatusInquiries?.self) { group in
            group.addTask { [tools] in
                await tools.stop.wait()
                return nil
            }
            group.addTask { await rounds(announce) }
            var inquiries = StatusInquiries()
            for await ended in group {
                // Whichever ends first ends the other: nobody sleeps on for a stop.
                group.cancelAll()
                inquiries = ended ?? inquiries
            }
            inquiries.stopCause = tools.stop.cause
            return inquiries
        }
    }

    private func rounds(_ announce: @Sendable (Int, Duration) -> Void) async -> StatusInquiries {
        var inquiries = StatusInquiries()
        var again = await round(OpenMessages(of: campaign, in: ledger), &inquiries)
        let asked = inquiries.asked
        for pause in AskingRounds.pauses where !again.isEmpty && tools.stop.cause == nil {
            announce(again.count, pause)
            try? await tools.time.sleep(until: tools.time.now + pause)
            again = await round(OpenMessages(again, of: campaign), &inquiries)
        }
        inquiries.asked = asked
        return inquiries
    }

    /// Asks after messages, some at a time; gives those to ask after again.
    private func round(
        _ messages: OpenMessages, _ inquiries: inout StatusInquiries
    ) async -> [AcceptedMessage] {
        var messages = messages
        var again: [AcceptedMessage] = []
        await boundedGroup(width: width) {
            await next(&messages)
        } work: { [question] message in
            await question.ask(after: message)
        } each: { ending in
            inquiries.note(ending)
            if let message = ending.again { again.append(message) }
        }
        return again
    }

    /// The next message; nil where there is none, or the run is to end.
    private func next(_ messages: inout OpenMessages) async -> AcceptedMessage? {
        guard tools.stop.cause == nil else { return nil }
        do throws(LedgerError) { return try await messages.next() } catch {
            tools.stop.raise(.ledger(error.description))
            return nil
        }
    }
}

/// Asks once what has become of one message, and remembers the answer.
struct StatusQuestion: Sendable {
    /// How asking after a message ended.
    struct Ending: Sendable {
        /// Whether there was an answer.
        var isAnswered = false
        /// The message as it is known now, where it is worth asking again soon.
        var again: AcceptedMessage?
        /// That the account was refused after it had accepted the message.
        var refusal: StopCause?
    }

    let tools: RunTools
    let service: any DeliveryStatus
    let client: ProviderClient
    let memory: DeliveryMemory

    /// What the provider says of a message.
    private enum Answer: Sendable {
        /// It knows the message.
        case found(DeliveryReport)
        /// It does not know the message (any more).
        case gone(ProviderWord)
        /// The message's id cannot be a part of an address: nobody is asked.
        case unaskable
    }

    /// Asks after a message, unless another provider entry has it or it is too old.
    func ask(after message: AcceptedMessage) async -> Ending {
        guard message.provider == tools.provider.name, tools.stop.cause == nil else {
            return Ending()
        }
        do throws(LedgerError) {
            let age = MessageAge(of: message.acceptedAt, at: tools.time.date)
            guard age != .over else {
                try await memory.rememberUnknown(message, tooOld(message), isFinal: true)
                return Ending()
            }
            return try await answer(about: message, age)
        } catch {
            tools.stop.raise(.ledger(error.description))
            return Ending()
        }
    }

    private func answer(
        about message: AcceptedMessage, _ age: MessageAge
    ) async throws(LedgerError) -> Ending {
        var message = message
        switch await inquiry(about: message.messageID) {
        case .leftOver: return Ending()
        case .failed(let detail, _):
            // What is known already is better than nothing.
            if message.latest == nil {
                let words = "the provider gave no answer that can be used: \(detail)"
                message.latest = try await memory.rememberUnknown(message, words, isFinal: false)
            }
            return Ending(again: age == .fresh ? message : nil)
        case .answered(.gone(let word)): return try await missing(message, age, saying: word)
        case .answered(.unaskable):
            let words =
                "the provider cannot be asked: the message’s id can be no part of an address"
            // Not for good: with another address in the configuration it can be asked after.
            try await memory.rememberUnknown(message, words, isFinal: false)
            return Ending()
        case .answered(.found(let report)):
            message.latest = try await memory.remember(report, of: message)
            let isOpen = !report.isFinal && age == .fresh
            return Ending(
                isAnswered: true, again: isOpen ? message : nil, refusal: refusal(in: report))
        }
    }

    /// The provider does not know the message: not yet, where it was accepted a short while ago, or
    /// no more.
    private func missing(
        _ message: AcceptedMessage, _ age: MessageAge, saying word: ProviderWord
    ) async throws(LedgerError) -> Ending {
        var message = message
        let when = age == .fresh ? "yet" : "(any more)"
        let words = "the provider does not know the message \(when): \(word.text)"
        let isFinal = age == .late
        // What was known before is better than nothing.
        if isFinal || message.latest == nil {
            message.latest = try await memory.rememberUnknown(message, words, isFinal: isFinal)
        }
        return Ending(isAnswered: true, again: age == .fresh ? message : nil)
    }

    private func inquiry(about id: String) async -> Inquiry<Answer> {
        guard let request = service.statusRequest(forMessage: id) else {
            return .answered(.unaskable)
        }
        return await client.ask(request) { response in
            switch service.statusAnswer(from: response) {
            case .found(let report): .answered(.found(report))
            case .noSuchMessage(let word): .answered(.gone(word))
            case .accountRefused(let refusal, let word): .stop(refusal, word, by: tools)
            case .tryAgain(let word): .again(word, response)
            case .failed(let word): .failed(word.text)
            }
        }
    }

    private func tooOld(_ message: AcceptedMessage) -> String {
        let last = message.latest.map {
            $0.state == DeliveryState.unknown.rawValue ? "" : "; the last was “\($0.state)”"
        }
        return "no final state came within \(MessageAge.longestDays) days\(last ?? "")"
    }

    private func refusal(in report: DeliveryReport) -> StopCause? {
        guard case .accountRefused(let refusal) = report.proof else { return nil }
        return StopCause(refusal, in: report, tools)
    }
}

extension StopCause {
    /// The stop because of a message that was accepted, and refused for the account's sake
    /// afterwards.
    init(_ refusal: AccountRefusal, in report: DeliveryReport, _ tools: RunTools) {
        let word =
            report.word ?? ProviderWord(text: "a message was refused after it had been accepted")
        self = .account(
            refusal, provider: tools.provider.name, word, credentials: tools.credentials)
    }
}

/// The messages of a round, one after the other: those that the ledger holds, or those that an
/// earlier round left.
struct OpenMessages {
    /// So many are read from the ledger at once.
    private static let page = 500

    private let ledger: (any CampaignLedger)?
    private let campaign: CampaignID
    private var waiting: ArraySlice<AcceptedMessage>

    /// All messages of a campaign whose final state is not known; never more than a page of them is
    /// in memory.
    init(of campaign: CampaignID, in ledger: any CampaignLedger) {
        self.ledger = ledger
        self.campaign = campaign
        waiting = []
    }

    /// Messages that are known already.
    init(_ messages: [AcceptedMessage], of campaign: CampaignID) {
        ledger = nil
        self.campaign = campaign
        waiting = messages[...]
    }

    private var last: AcceptedMessage?

    /// Gives the next message; nil at the end.
    mutating func next() async throws(LedgerError) -> AcceptedMessage? {
        if waiting.isEmpty, let ledger {
            waiting = try await ledger.openMessages(
                in: campaign, after: last?.number, limit: Self.page)[...]
        }
        guard let message = waiting.popFirst() else { return nil }
        last = message
        return message
    }
}

/// When messages are asked after again: soon at first, then ever later, and not for long.
package enum AskingRounds {
    /// The pause before the second round; each further one is twice as long.
    package static let first = Duration.seconds(5)
    /// All pauses together: most receipts come within two minutes, and nobody should have to wait
    /// longer at a terminal.
    package static let limit = Duration.seconds(120)

    /// The pauses between the rounds: 5, 10, 20, 40 and 45 s.
    package static var pauses: [Duration] {
        var pauses: [Duration] = []
        var next = first
        var left = limit
        while left > .zero {
            pauses.append(min(next, left))
            left -= min(next, left)
            next += next
        }
        return pauses
    }
}

/// How long ago a message was accepted, and whether its state can still change.
package enum MessageAge: Sendable, Hashable {
    /// Its state may change while one looks.
    case fresh
    /// Its state may have changed since it was asked after last.
    case open
    /// The same, and every provider would know the message by now.
    case late
    /// No state will come any more.
    case over

    /// A message is fresh for ten minutes: carriers that give a receipt mostly give it within
    /// these.
    package static let freshSeconds = 600.0
    /// States of messages appear within minutes, or hours where the provider is in trouble; a
    /// message that is not known after a day will not be.
    package static let lateSeconds = 86_400.0
    /// After a week nobody asks: carriers try for three days at the most, and Plivo and Telnyx keep
    /// their messages for 7 and 10 days.
    package static let longestDays = 7

    /// The age of a message that was accepted at a time.
    package init(of acceptedAt: Date, at now: Date) {
        let seconds = now.timeIntervalSince(acceptedAt)
        self =
            switch seconds {
            case ..<Self.freshSeconds: .fresh
            case ..<Self.lateSeconds: .open
            case ...(Double(Self.longestDays) * 86_400): .late
            default: .over
            }
    }
}

/// What asking after a campaign's messages came to.
package struct StatusInquiries: Sendable, Hashable {
    /// How many messages there was an answer about; those that were asked after again count once.
    package var asked = 0
    /// That the account was refused after it had accepted a message, the first such word.
    package var refusal: StopCause?
    /// Why the provider cannot be asked at all, in a sentence; `nil` where it can.
    package var missing: String?
    /// Why not all messages were asked after; `nil` where they were.
    package var stopCause: StopCause?

    /// Makes the result of a run that asked nothing.
    package init() {}

    /// How it ended: `incomplete` where the provider could not be asked.
    package var ending: RunEnding { stopCause?.ending ?? .settled }

    mutating func note(_ ending: StatusQuestion.Ending) {
        asked += ending.isAnswered ? 1 : 0
        refusal = refusal ?? ending.refusal
    }
}
