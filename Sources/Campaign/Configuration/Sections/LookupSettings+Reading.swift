// SPDX-License-Identifier: Apache-2.0

extension LookupSettings {
    /// Reads the `lookup` section; what is absent keeps its default.
    init(reading object: ConfigurationObject?) throws(ConfigurationError) {
        self.init()
        guard let object else { return }
        try object.refuseKeys(except: ["mode", "ratePerSecond", "burst", "maxConcurrent", "cacheDays", "onFailure"])
        mode = try object.word("mode", of: Mode.self) ?? mode
        ratePerSecond = try object.positive("ratePerSecond", upTo: Limits.rate) ?? ratePerSecond
        burst = try object.integer("burst", in: Limits.burst) ?? burst
        maxConcurrent = try object.integer("maxConcurrent", in: Limits.concurrency) ?? maxConcurrent
        cacheDays = try object.integer("cacheDays", in: 0...3650) ?? cacheDays
        onFailure = try object.word("onFailure", of: SendOrSkip.self) ?? onFailure
    }
}
