// SPDX-License-Identifier: Apache-2.0

import Basics
import Configuration
import Foundation
import PhoneNumbers
import Testing

/// The configuration that a new user starts from.
@Suite struct ExampleTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..", directoryHint: .isDirectory).standardized

    @Test func `the example configuration practises without an account`() throws {
        let root = root.path(percentEncoded: false)
        let settings = try Settings.load(
            "config.example.json",
            workingDirectory: root,
            environment: [:]
        )
        #expect(settings.provider == .sandbox)
        #expect(settings.defaultRegion?.rawValue == "US")
        #expect(settings.ledgerPath == root + "sms-campaign-sandbox.sqlite")
        #expect(settings.skipLineTypes == Settings.defaultSkipLineTypes)
    }

    @Test(arguments: [
        ("telnyx", "UNUSED", "TELNYX_API_KEY", "apiKey"),
        ("plivo", "PLIVO_AUTH_ID", "PLIVO_AUTH_TOKEN", "authToken"),
        ("twilio", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "authToken"),
        ("vonage", "VONAGE_API_KEY", "VONAGE_API_SECRET", "apiSecret"),
    ])
    func `the example's real providers need only their variables`(
        name: String,
        user: String,
        password: String,
        key: String
    ) throws {
        let text = try String(
            contentsOf: root.appending(path: "config.example.json"),
            encoding: .utf8
        )
        let chosen = text.replacing("\"provider\": \"sandbox\"", with: "\"provider\": \"\(name)\"")
        let settings = try Settings(
            parsing: Array(chosen.utf8),
            file: "c",
            directory: "/",
            environment: [:]
        )
        let account = try settings.account(environment: [user: "a", password: "b"])
        #expect(account.values[key]?.reveal() == "b")
    }

    @Test(arguments: ["sandbox", "plivo-north", "my-gateway"])
    func `what the example has in comments, or for other accounts, can be used as it stands`(
        name: String
    ) throws {
        let text = try String(
            contentsOf: root.appending(path: "config.example.json"),
            encoding: .utf8
        )
        let chosen = text.replacing(#/(?m)^  \/\/ (?=")/#, with: "  ")
            .replacing("\"provider\": \"sandbox\"", with: "\"provider\": \"\(name)\"")
        let settings = try Settings(
            parsing: Array(chosen.utf8),
            file: "c",
            directory: "/",
            environment: [:]
        )
        #expect(settings.provider.name == name && settings.provider.hasMessages)
        #expect(
            settings.quietHours != nil && settings.caps.perDay != nil
                && settings.columns.timeZone != nil
        )
    }
}
