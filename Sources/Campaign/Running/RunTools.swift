// SPDX-License-Identifier: Apache-2.0

package import Basics
package import HTTP
package import Pacing
package import Providers

import struct Foundation.UUID

/// What a run works with: the provider, the way to it, the pacing, time and chance.
package struct RunTools: Sendable {
    /// The wire format of the provider account.
    package var provider: any Provider
    /// Where the account's credentials come from (variables, keys of the configuration), for a
    /// person whose are refused.
    package var credentials: [String]
    /// What tells the account from others; `nil` where nothing does.
    package var identity: Secret?
    /// The way to the provider.
    package var transport: any HTTPTransport
    /// Time, real or simulated.
    package var time: any Timekeeper
    /// Gives a random number in 0…1 for jitter.
    package var random: @Sendable () -> Double
    /// Gives a new unique id for a message, a UUID in lower case.
    package var newID: @Sendable () -> String
    /// When and how often to try again.
    package var retry: RetryPolicy
    /// The switch that ends the run.
    package var stop: StopSwitch

    /// Makes a set of tools.
    package init(
        provider: any Provider, credentials: [String] = [], identity: Secret? = nil,
        transport: any HTTPTransport, time: any Timekeeper,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        newID: @escaping @Sendable () -> String = { UUID().uuidString.lowercased() },
        retry: RetryPolicy, stop: StopSwitch = StopSwitch()
    ) {
        self.provider = provider
        self.credentials = credentials
        self.identity = identity
        self.transport = transport
        self.time = time
        self.random = random
        self.newID = newID
        self.retry = retry
        self.stop = stop
    }

    /// The longest pause that a run waits for; a provider that asks for more ends the run.
    static let longestPause = Duration.seconds(120)

    /// How long to wait before another try.
    ///
    /// - Parameters:
    ///   - pause: what the provider asked for; never shortened.
    ///   - tries: how many requests were made so far.
    /// - Returns: the provider's pause, or the back-off where that is longer: a pause of 0 or one
    ///   that is over is no leave to hurry.
    func pause(asked pause: RetryAfter?, after tries: Int) -> Duration {
        max(
            pause?.delay(from: time.date) ?? .zero,
            retry.delay(beforeAttempt: tries + 1, random: random()))
    }

    /// Whether there is another try after such a pause.
    ///
    /// A pause that is longer than a run waits for stops the run, also after the last try: it
    /// concerns every other row as well.
    func allowsAnother(after tries: Int, pause: Duration) -> Bool {
        guard pause <= Self.longestPause else {
            stop.raise(.retryAfter(pause))
            return false
        }
        return retry.allowsAnother(after: tries)
    }
}
