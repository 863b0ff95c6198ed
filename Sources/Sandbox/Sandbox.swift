// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import LoopbackServer

/// The built-in practice provider: Plivo's lookup and messaging on one loopback port, and nobody is
/// ever texted.
///
/// Which number meets which mishap is told by ``PracticeNumber/all`` and `docs/sandbox.md`.
package final class Sandbox: Sendable {
    private let server: LoopbackServer
    private let log: any SandboxLog
    private let options: SandboxBehaviour

    private init(server: LoopbackServer, log: any SandboxLog, options: SandboxBehaviour) {
        self.server = server
        self.log = log
        self.options = options
    }

    /// Starts a sandbox; when this returns, it answers.
    ///
    /// - Parameters:
    ///   - port: The port on 127.0.0.1; 0 takes any free one.
    ///   - path: The file of the message log, made where there is none (mode 0600); nil keeps the
    ///     log in memory.
    ///   - options: The credentials, the latency and the state of the account.
    ///   - date: The time by the wall clock.
    /// - Returns: The running sandbox.
    /// - Throws: Where the port or the log cannot be had.
    package static func start(
        port: UInt16 = 0, messageLog path: String? = nil,
        options: SandboxBehaviour = SandboxBehaviour(),
        date: @escaping @Sendable () -> Date = { Date() }
    ) throws(SandboxError) -> Sandbox {
        let log = try open(path)
        let router = Router(options: options, log: log, date: date) {
            UUID().uuidString.lowercased()
        }
        do throws(LoopbackServerError) {
            let server = try LoopbackServer.start(port: port) { router.reply(to: $0) }
            return Sandbox(server: server, log: log, options: options)
        } catch { throw .server(error) }
    }

    /// The numbers that rehearse a certain course of things.
    package static var practiceNumbers: [PracticeNumber] { PracticeNumber.all }

    /// The address of both APIs: what `baseURL` and `lookupBaseURL` of a provider entry would be.
    package var baseURL: String { server.baseURL }

    package var port: UInt16 { server.port }

    /// The account's id.
    package var authID: String { options.authID }

    /// The account's token.
    package var authToken: String { options.authToken }

    /// Returns the accepted messages with their texts, the oldest first, those of earlier runs
    /// included.
    package func messages() throws(MessageLogError) -> [StoredMessage] {
        try log.messages(MessageQuery()).reversed()
    }

    /// Closes every connection and the port; the log stays.
    package func stop() { server.stop() }

    private static func open(_ path: String?) throws(SandboxError) -> any SandboxLog {
        guard let path else { return MemoryMessageLog() }
        do throws(MessageLogError) { return try SQLiteMessageLog(path: path) } catch {
            throw .log(error)
        }
    }
}

/// Why a sandbox could not be started.
package enum SandboxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Its server could not.
    case server(LoopbackServerError)
    /// Its message log could not.
    case log(MessageLogError)

    /// A sentence that says what to do.
    package var description: String {
        switch self {
        case .server(let error): error.description
        case .log(let error): error.description
        }
    }
}

/// How a sandbox is to behave apart from its practice numbers.
package struct SandboxBehaviour: Hashable, Sendable {
    /// What the provider thinks of the account.
    package enum Account: Hashable, Sendable {
        /// All is well.
        case open
        /// After this many accepted messages every further one is refused with 402.
        case outOfCredit(afterMessages: Int)
        /// Every request is refused with 401, whatever its credentials.
        case refused
    }

    /// The user of HTTP Basic and the account in the paths: 20 characters that begin with MA, as
    /// Plivo's do.
    package var authID = "MASANDBOXPRACTICE000"
    /// The password of HTTP Basic; this one is no secret, and opens a practice provider that
    /// somebody started by itself.
    package var authToken = "practice"
    /// How long an answer takes, in milliseconds; which of them follows from the number.
    package var latencyMilliseconds = 15...40
    /// What the provider thinks of the account.
    package var account = Account.open

    /// Makes the options of an ordinary rehearsal.
    package init() {}

    /// The options of a sandbox that serves one run of this program and nobody else.
    ///
    /// Whoever else is on the machine can reach the port, and the log has numbers and texts: so the
    /// token is a random one of 122 bits, made for this run.
    package static var ofOneRun: SandboxBehaviour {
        var options = SandboxBehaviour()
        options.authToken = UUID().uuidString
        return options
    }

    var credentials: SandboxCredentials { SandboxCredentials(authID: authID, authToken: authToken) }

    /// The same number always takes the same time, so that two runs look the same.
    func latency(for digits: String) -> Duration {
        let ending = Int(digits.suffix(4)) ?? 0
        return .milliseconds(
            latencyMilliseconds.lowerBound + ending * 7 % latencyMilliseconds.count)
    }
}
