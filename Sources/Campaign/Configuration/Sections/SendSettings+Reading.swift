// SPDX-License-Identifier: Apache-2.0

extension SendSettings {
    /// Reads the `send` section; what is absent keeps its default.
    init(reading object: ConfigurationObject?) throws(ConfigurationError) {
        self.init()
        guard let object else { return }
        try object.refuseKeys(except: ["ratePerSecond", "per", "burst", "maxConcurrent"])
        ratePerSecond = try object.positive("ratePerSecond", upTo: Limits.rate) ?? ratePerSecond
        burst = try object.integer("burst", in: Limits.burst) ?? burst
        maxConcurrent = try object.integer("maxConcurrent", in: Limits.concurrency) ?? maxConcurrent
        per = try object.word("per", of: Unit.self) ?? per
    }
}
