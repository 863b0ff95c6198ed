// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTP
package import Providers
package import Lists
package import Pacing

package import struct Foundation.Date

/// A switch that ends a run: thrown once, it stays thrown.
///
/// Stopping is not cancelling: what is in flight is finished and recorded, only nothing more is
/// taken on.
package final class StopSwitch: Sendable {
    private struct State {
        var cause: StopCause?
        var waiting = WaitList<Void>()
    }

    private let state = Guarded(State())

    /// Makes a switch that is not thrown.
    package init() {}

    /// Why the switch was thrown; `nil` while it was not.
    package var cause: StopCause? { state.withLock { $0.cause } }

    /// Throws the switch; the first cause stays.
    ///
    /// - Returns: whether this was the first time.
    @discardableResult package func raise(_ cause: StopCause) -> Bool {
        let waiting: [WaitList<Void>.Waiter]? = state.withLock { state in
            guard state.cause == nil else { return nil }
            state.cause = cause
            return state.waiting.removeAll()
        }
        waiting?.forEach { $0.resume() }
        return waiting != nil
    }

    /// Returns when the switch is thrown or the waiting task is cancelled.
    package func wait() async {
        await state.wait(in: \.waiting, ifCancelled: ()) { $0.cause == nil ? nil : () }
    }
}

extension StopSwitch {
    /// The verdict on a recipient that the end of the run left over.
    package var leftOver: Verdict {
        .pending(
            cause?.reason ?? .interrupted,
            "left for the next run: \(cause?.sentence ?? "the run ended")")
    }

    /// Waits for a date on the wall clock; returns before it where the switch is thrown.
    ///
    /// The clock is looked at every minute: it may be set, and a computer that was asleep has not
    /// counted the time.
    package func wait(until date: Date, by time: any Timekeeper) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.wait() }
            group.addTask {
                while case let left = date.timeIntervalSince(time.date), left > 0, !Task.isCancelled
                { try? await time.sleep(until: time.now + .seconds(min(left, 60))) }
            }
            await group.next()
            group.cancelAll()
        }
    }
}

/// Why a run takes on no more recipients.
package enum StopCause: Sendable, Hashable {
    /// The user or the system asked for the end (SIGINT 2, SIGTERM 15, SIGHUP 1).
    case signal(Int32)
    /// The provider refuses the account, whoever the recipient is; `credentials` names where they
    /// come from.
    case account(AccountRefusal, provider: String, ProviderWord, credentials: [String] = [])
    /// An answer that every message would get is not in the provider's form; `credentials` names
    /// where the account's come from.
    case intercepted(UnrecognisedAnswer, provider: String, credentials: [String] = [])
    /// The server's certificate cannot be trusted.
    case certificate(String)
    /// The address of the provider can never work (plain HTTP to another machine, say).
    case address(String)
    /// The provider could not be reached within the retry budget.
    case unreachable(String)
    /// The provider wants a longer pause than a run waits for.
    case retryAfter(Duration)
    /// The same refusal without a known reason came from so many recipients in a row, or of so many
    /// (`among`); `rows` names their rows.
    case sameRefusal(times: Int, ProviderWord, among: Int? = nil, rows: [String] = [])
    /// So many requests in a row were refused for coming too fast, however long the run waited.
    case tooFast(refusals: Int, Duration, String)
    /// The lookups of several numbers in a row failed, the last for this reason.
    case lookups(failed: Int, String)
    /// So many questions in a row brought no usable answer, the last for this reason.
    case questions(failed: Int, String)
    /// Too many messages whose outcome is not known.
    case ambiguous(String)
    /// The ledger cannot be written.
    case ledger(String)

    /// What happened and what to do, in a sentence for a person.
    package var sentence: String {
        switch self {
        case .signal: "the run was interrupted"
        case .account(let refusal, let provider, let word, let credentials):
            refusal.sentence(provider: provider, word, credentials: credentials)
        case .intercepted(let answer, let provider, let credentials):
            answer.sentence(provider: provider, credentials: credentials)
        case .certificate(let detail), .address(let detail): detail
        case .unreachable(let detail): "the provider cannot be reached: \(detail)"
        case .retryAfter(let pause):
            "the provider asks for a pause of \(Self.seconds(pause)) s; run again after that"
        case .sameRefusal(let times, let word, let among, let rows):
            (among.map { "\(times) of the last \($0) recipients" }
                ?? "\(times) recipients in a row")
                + "\(Self.list(rows)) were refused with the same words (“\(word.text)”): "
                + "this looks like a mistake in the account or the message"
        case .tooFast(let refusals, let duration, let words):
            "the provider has refused \(refusals) requests in a row within "
                + "\(Self.seconds(duration)) s as too many (“\(words)”), however long the run "
                + "waited between them: this looks like a limit of the account, for the day or the "
                + "month; ask the provider, or run again when it is over"
        case .lookups(let count, let detail):
            "\(count) lookups in a row failed, the last one so: \(detail); look at the provider's "
                + "lookup service, or set “lookup.mode” to “never” in the configuration"
        case .questions(let count, let detail):
            "\(count) questions in a row brought no answer that can be used, the last one so: "
                + "\(detail); try again later"
        case .ambiguous(let detail):
            "\(detail): the provider may be in trouble; look there before you run again"
        case .ledger(let detail): "the ledger cannot be written: \(detail)"
        }
    }

    /// The rows in brackets, not more than can be read.
    private static func list(_ rows: [String]) -> String {
        guard !rows.isEmpty else { return "" }
        let others = rows.count - 5
        let end = others > 0 ? " and \(others) more" : ""
        return " (\(rows.prefix(5).joined(separator: ", "))\(end))"
    }

    /// Whole seconds, rounded up: nobody is to come back too early.
    private static func seconds(_ pause: Duration) -> Int64 {
        pause.components.seconds + (pause.components.attoseconds > 0 ? 1 : 0)
    }

    /// How work ends that was stopped before all of it was tried.
    package var ending: RunEnding {
        if case .signal(let number) = self { .signal(number) } else { .incomplete }
    }

    /// The reason of the rows that were left because of it.
    package var reason: Reason { if case .signal = self { .interrupted } else { .stopped } }
}

extension UnrecognisedAnswer {
    /// What stops everybody, and where to look.
    fileprivate func sentence(provider: String, credentials: [String]) -> String {
        let said = "“\(word.text)”"
        let other = "a proxy, a firewall or a login page may have answered in its place"
        return switch status {
        case 401:
            AccountRefusal.credentials.sentence(
                provider: provider, word, credentials: credentials) + "; or \(other)"
        case 402:
            AccountRefusal.credit.sentence(provider: provider, word, credentials: [])
                + "; or \(other)"
        case 407:
            "a proxy on the way to \(provider) wants a user name and a password (\(said)): "
                + "give them in HTTPS_PROXY, http://USER:PASSWORD@HOST:PORT"
        case 300...399:
            "the way to \(provider) leads elsewhere (\(said)): log in where the network asks for "
                + "it, or check proxies, firewalls and the provider entry's address"
        default:
            "\(provider) answered so that no other message would be accepted (\(said)); or \(other)"
        }
    }
}

extension AccountRefusal {
    fileprivate func sentence(
        provider: String, _ word: ProviderWord, credentials: [String]
    ) -> String {
        let said = "“\(word.text)”"
        return switch self {
        case .credentials:
            "\(provider) refused the credentials (\(said)); check "
                + (credentials.isEmpty
                    ? "the id and the token" : credentials.joined(separator: " and "))
                + " of the provider entry “\(provider)”"
        case .credit: "\(provider) says that the account has no credit (\(said))"
        case .suspended:
            "\(provider) says that the account may not send (\(said)); "
                + "settle that with the provider, then run again"
        case .sender: "\(provider) refused the sender (\(said)); check “from” in the configuration"
        case .configuration:
            "\(provider) refused the request as a whole (\(said)); "
                + "check the provider entry and its base URL"
        }
    }
}
