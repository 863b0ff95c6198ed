// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Basics
@testable import Campaign
@testable import Configuration
@testable import Lists

@Suite struct TelnyxEntryTests {
    private func settings(_ entry: String, from: String = "+12025550100") throws -> Settings {
        let text = "{ provider: 'telnyx', from: '\(from)',\nproviders: { telnyx: {\n\(entry) } } }"
        return try Settings(
            parsing: Array(text.utf8),
            file: "config.json",
            directory: "/srv",
            environment: [:]
        )
    }

    @Test func `an entry is a key, and a profile where one is wanted`() throws {
        let plain = try settings("apiKey: '${KEY}'").account(environment: ["KEY": "k"])
        #expect(plain.values == ["apiKey": Secret("k")])
        let full = try settings("apiKey: '${KEY}', messagingProfileID: '${P}'", from: "ACME")
        let values = try full.account(environment: ["KEY": "k", "P": "p"]).values
        #expect(values == ["apiKey": Secret("k"), "messagingProfileID": Secret("p")])
    }

    @Test(arguments: ["ACME", "Acme 24"])
    func `an alphanumeric sender without a profile is found before anything is sent`(
        from: String
    ) throws {
        let settings = try settings("apiKey: 'k'", from: from)
        let error = #expect(throws: ConfigurationError.self) {
            try settings.account(environment: [:])
        }
        #expect(
            error?.description == "config.json: providers.telnyx.messagingProfileID: "
                + "Telnyx needs this key for an alphanumeric sender such as “\(from)”"
        )
    }

    @Test(arguments: ["+12025550100", "12345", "3fa85f64-5717-4562-b3fc-2c963f66afa6"])
    func `other senders need no profile`(from: String) throws {
        #expect(try settings("apiKey: 'k'", from: from).account(environment: [:]).values.count == 1)
    }

    @Test func `another type has no such key`() throws {
        let text =
            "{ provider: 'plivo', providers: { plivo: { authID: 'a', authToken: 'b', messagingProfileID: 'c' } } }"
        #expect(throws: ConfigurationError.self) {
            try Settings(
                parsing: Array(text.utf8),
                file: "config.json",
                directory: "/srv",
                environment: [:]
            )
        }
    }
}
