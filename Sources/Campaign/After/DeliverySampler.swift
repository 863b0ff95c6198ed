// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTP
import Ledger
import Providers
import Pacing
import PhoneNumbers

/// Asks now and then what has become of a message while a run goes on.
///
/// That a provider accepts messages does not prove that it sends them: without credit Plivo answers
/// 202 all the same, and the messages fail afterwards. Such an account ends the run. Whatever else
/// goes wrong here is none of the run's business.
final class DeliverySampler: Sendable {
    /// Questions leave no faster than this; they take no slot of messages or lookups.
    static let interval = Duration.seconds(10)

    private let tools: RunTools
    private let campaign: CampaignID
    private let service: any DeliveryStatus
    private let memory: DeliveryMemory
    private let queue = Guarded(SampleQueue())

    /// Makes a sampler; `nil` where the provider does not tell what becomes of messages.
    init?(tools: RunTools, ledger: any CampaignLedger, campaign: CampaignID) {
        guard let service = tools.provider.deliveryStatus.service else { return nil }
        self.tools = tools
        self.campaign = campaign
        self.service = service
        memory = DeliveryMemory(ledger: ledger, tools: tools)
    }

    /// Takes note of a message that was accepted just now, and is in the ledger.
    func note(_ number: PhoneNumber, _ id: String) {
        let message = AcceptedMessage(
            campaign: campaign, number: number, messageID: id, provider: tools.provider.name,
            acceptedAt: tools.time.date)
        queue.withLock { $0.add(message, at: tools.time.now) }
    }

    /// Asks until the task is cancelled or the run is to end.
    func run() async {
        while tools.stop.cause == nil {
            guard (try? await tools.time.sleep(until: tools.time.now + Self.interval)) != nil else {
                return
            }
            guard tools.stop.cause == nil else { return }
            if let message = queue.withLock({ $0.next(at: tools.time.now) }) {
                await ask(after: message)
            }
        }
    }

    private func ask(after message: AcceptedMessage) async {
        guard let request = service.statusRequest(forMessage: message.messageID) else { return }
        let response = try? await tools.transport.send(request)
        guard let response, case .found(let report) = service.statusAnswer(from: response) else {
            return putBack(message)
        }
        var message = message
        message.latest = try? await memory.remember(report, of: message)
        if case .accountRefused(let refusal) = report.proof {
            tools.stop.raise(StopCause(refusal, in: report, tools))
        }
        if !report.isFinal { putBack(message) }
    }

    private func putBack(_ message: AcceptedMessage) {
        queue.withLock { $0.putBack(message, at: tools.time.now) }
    }
}

/// Chooses which of the accepted messages of a run is asked after next.
struct SampleQueue: Sendable {
    /// A message is asked after when it is so old: what fails for the account's sake has failed by
    /// then.
    static let age = Duration.seconds(20)
    /// One message of so long a time is enough; so the queue stays short at any rate.
    private static let grain = Duration.seconds(1)

    private var waiting: [(message: AcceptedMessage, at: Duration)] = []

    /// Takes in a message that was accepted just now.
    mutating func add(_ message: AcceptedMessage, at now: Duration) {
        if let last = waiting.last, now < last.at + Self.grain { return }
        waiting.append((message, now))
    }

    /// Takes out the latest message that is old enough, and forgets those before it; `nil` where
    /// there is none.
    mutating func next(at now: Duration) -> AcceptedMessage? {
        guard let place = waiting.lastIndex(where: { $0.at + Self.age <= now }) else { return nil }
        defer { waiting.removeFirst(place + 1) }
        return waiting[place].message
    }

    /// Puts a message back whose state is not final; it is asked after again unless a later one is
    /// old enough by then.
    mutating func putBack(_ message: AcceptedMessage, at now: Duration) {
        waiting.insert((message, now - Self.age), at: 0)
    }
}
