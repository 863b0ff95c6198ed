// SPDX-License-Identifier: Apache-2.0

/// How fast messages are handed to the provider.
package struct SendSettings: Sendable, Hashable {
    /// What the rate counts.
    package enum Unit: String, Sendable, Hashable, CaseIterable {
        /// Every message is one, however long it is.
        case message
        /// A message counts with its segments, as carriers do.
        case segment
    }

    /// Messages or segments a second, retries included.
    package var ratePerSecond = 10.0
    /// What `ratePerSecond` and `burst` count.
    package var per = Unit.message
    /// Messages or segments that may leave at once after a pause; a message that has more segments
    /// still leaves as a whole.
    package var burst = 1
    /// Requests in flight at once.
    package var maxConcurrent = 20

    /// Makes the contract's defaults.
    package init() {}
}

/// How line types are looked up at the provider.
package struct LookupSettings: Sendable, Hashable {
    /// For which numbers a paid lookup is made.
    package enum Mode: String, Sendable, Hashable, CaseIterable {
        /// Only where the numbering plan cannot tell.
        case auto
        /// For every number that could be sent a message.
        case always
        /// For none.
        case never
    }

    /// For which numbers a lookup is made.
    package var mode = Mode.auto
    /// Requests a second, retries included.
    package var ratePerSecond = 20.0
    /// Requests that may leave at once after a pause.
    package var burst = 1
    /// Requests in flight at once.
    package var maxConcurrent = 20
    /// For how many days the ledger's cache is believed; 0 means never.
    package var cacheDays = 30
    /// What becomes of a number whose lookup failed for good; `nil`: it waits for another run,
    /// unless the provider refuses the number.
    package var onFailure: SendOrSkip?

    /// Makes the contract's defaults.
    package init() {}
}

/// How often and how patiently a request is tried.
package struct RetrySettings: Sendable, Hashable {
    /// Tries of one request in all, the first included.
    package var attempts = 5
    /// The back-off before the second try, which doubles from try to try.
    package var base = Duration.milliseconds(500)
    /// The longest back-off.
    package var maximum = Duration.seconds(30)
    /// How long one request may take.
    package var timeout = Duration.seconds(30)

    /// Makes the contract's defaults.
    package init() {}
}

/// What to do with a number about which a lookup gave no answer.
package enum SendOrSkip: String, Sendable, Hashable, CaseIterable {
    /// Sends the message all the same.
    case send
    /// Leaves the number out.
    case skip
}

extension SendSettings {
    /// Reads the `send` section; what is absent keeps its default.
    init(reading object: ConfigurationObject?) throws(ConfigurationError) {
        self.init()
        guard let object else { return }
        try object.refuseKeys(except: ["ratePerSecond", "per", "burst", "maxConcurrent"])
        ratePerSecond = try object.rate("ratePerSecond") ?? ratePerSecond
        burst = try object.integer("burst", in: Limits.burst) ?? burst
        maxConcurrent = try object.integer("maxConcurrent", in: Limits.concurrency) ?? maxConcurrent
        per = try object.word("per", of: Unit.self) ?? per
    }
}

extension LookupSettings {
    /// Reads the `lookup` section; what is absent keeps its default.
    init(reading object: ConfigurationObject?) throws(ConfigurationError) {
        self.init()
        guard let object else { return }
        try object.refuseKeys(except: [
            "mode", "ratePerSecond", "burst", "maxConcurrent", "cacheDays", "onFailure",
        ])
        mode = try object.word("mode", of: Mode.self) ?? mode
        ratePerSecond = try object.rate("ratePerSecond") ?? ratePerSecond
        burst = try object.integer("burst", in: Limits.burst) ?? burst
        maxConcurrent = try object.integer("maxConcurrent", in: Limits.concurrency) ?? maxConcurrent
        cacheDays = try object.integer("cacheDays", in: 0...3650) ?? cacheDays
        onFailure = try object.word("onFailure", of: SendOrSkip.self)
    }
}

extension RetrySettings {
    /// Reads the `retry` section; what is absent keeps its default.
    init(reading object: ConfigurationObject?) throws(ConfigurationError) {
        self.init()
        guard let object else { return }
        try object.refuseKeys(except: ["attempts", "baseSeconds", "maxSeconds", "timeoutSeconds"])
        attempts = try object.integer("attempts", in: 1...20) ?? attempts
        base = try object.seconds("baseSeconds", upTo: 60) ?? base
        maximum = try object.seconds("maxSeconds", upTo: 3600) ?? max(maximum, base)
        timeout = try object.seconds("timeoutSeconds", upTo: 600) ?? timeout
        guard maximum >= base else {
            throw object.error(.unusable("must not be less than baseSeconds"), at: "maxSeconds")
        }
    }
}

/// The ranges that several sections share.
package enum Limits {
    /// The highest rate in requests a second; beyond it a typing error is likelier than such an
    /// account.
    static let rate = 10_000.0
    /// A rate must be higher than this: with a lower one a single request would take longer than a
    /// clock can count.
    static let lowestRate = 1e-19
    /// Requests that may leave at once.
    static let burst = 1...10_000
    /// Requests in flight at once; each holds a connection.
    static let concurrency = 1...1_000
}

extension ConfigurationObject {
    /// The rate under a key, in requests a second.
    fileprivate func rate(_ key: String) throws(ConfigurationError) -> Double? {
        try positive(key, above: Limits.lowestRate, upTo: Limits.rate)
    }
}
