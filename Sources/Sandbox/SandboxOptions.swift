// SPDX-License-Identifier: Apache-2.0

/// How a sandbox is to behave apart from its practice numbers.
package struct SandboxOptions: Hashable, Sendable {
    /// What the provider thinks of the account.
    package enum Account: Hashable, Sendable {
        /// All is well.
        case open
        /// After this many accepted messages every further one is refused with 402.
        case outOfCredit(afterMessages: Int)
        /// Every request is refused with 401, whatever its credentials.
        case refused
    }

    /// The user of HTTP Basic and the account in the paths: 20 characters that begin with MA, as Plivo's do.
    package var authID = "MASANDBOXPRACTICE000"
    /// The password of HTTP Basic; no secret, as it opens nothing but practice.
    package var authToken = "practice"
    /// How long an answer takes, in milliseconds; which of them follows from the number.
    package var latencyMilliseconds = 15...40
    /// What the provider thinks of the account.
    package var account = Account.open

    /// Makes the options of an ordinary rehearsal.
    package init() {}

    var credentials: SandboxCredentials { SandboxCredentials(authID: authID, authToken: authToken) }

    /// The same number always takes the same time, so that two runs look the same.
    func latency(for digits: String) -> Duration {
        let ending = Int(digits.suffix(4)) ?? 0
        return .milliseconds(latencyMilliseconds.lowerBound + ending * 7 % latencyMilliseconds.count)
    }
}
