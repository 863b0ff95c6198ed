// SPDX-License-Identifier: Apache-2.0

/// The parts of a configuration that tests change.
struct Configuration: Sendable {
    /// The chosen provider entry.
    var provider = "plivo"
    /// Whether numbers are looked up.
    var lookupMode = "auto"
    /// Messages a second.
    var sendRate = 1000
    /// How often a request is tried.
    var attempts = 2
    /// Seconds that a request may take.
    var timeout = 5
    /// The address of the provider; nil is the test's own server.
    var baseURL: String?
    /// Further keys, each with a comma behind it.
    var more = ""

    /// The file's text.
    func text(baseURL own: String) -> String {
        let address = baseURL ?? own
        return """
            {
              "provider": "\(provider)", "from": "+12025550199", "defaultRegion": "US", "ledger": "ledger.sqlite",
              "lookup": { "mode": "\(lookupMode)", "ratePerSecond": 1000 },
              "send": { "ratePerSecond": \(sendRate) },
              "retry": { "attempts": \(attempts), "baseSeconds": 0.01, "maxSeconds": 0.05, "timeoutSeconds": \(timeout) },
              \(more)
              "providers": {
                "plivo": \(entry(address)),
                "second": \(entry(address))
              }
            }

            """
    }

    private func entry(_ address: String) -> String {
        """
        { "type": "plivo", "authID": "\(Bench.account)", "authToken": "${PLIVO_TOKEN}",
              "baseURL": "\(address)", "lookupBaseURL": "\(address)" }
        """
    }
}
