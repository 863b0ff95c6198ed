// SPDX-License-Identifier: Apache-2.0

import HTTP
import Ledger
import Providers

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
    let desk: StatusDesk
    let memory: DeliveryMemory

    /// Asks after a message, unless another provider entry has it or it is too old.
    func ask(after message: AcceptedMessage) async -> Ending {
        guard message.provider == tools.provider.name, tools.stop.cause == nil else { return Ending() }
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

    private func answer(about message: AcceptedMessage, _ age: MessageAge) async throws(LedgerError) -> Ending {
        var message = message
        switch await desk.ask(after: message.messageID) {
        case .leftOver: return Ending()
        case .failed(let detail):
            // What is known already is better than nothing.
            if message.latest == nil {
                let words = "the provider gave no answer that can be used: \(detail)"
                message.latest = try await memory.rememberUnknown(message, words, isFinal: false)
            }
            return Ending(again: age == .fresh ? message : nil)
        case .answered(.gone(let word)):
            let words = "the provider does not know the message (any more): \(word.text)"
            try await memory.rememberUnknown(message, words, isFinal: true)
            return Ending(isAnswered: true)
        case .answered(.told(let report)):
            message.latest = try await memory.remember(report, of: message)
            let isOpen = !report.isFinal && age == .fresh
            return Ending(isAnswered: true, again: isOpen ? message : nil, refusal: refusal(in: report))
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
    /// The stop because of a message that was accepted, and refused for the account's sake afterwards.
    init(_ refusal: AccountRefusal, in report: DeliveryReport, _ tools: RunTools) {
        let word = report.word ?? ProviderWord(text: "a message was refused after it had been accepted")
        self = .account(refusal, provider: tools.provider.name, word, credentials: tools.credentials)
    }
}
