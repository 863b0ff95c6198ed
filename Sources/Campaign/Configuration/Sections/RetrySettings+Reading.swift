// SPDX-License-Identifier: Apache-2.0

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
