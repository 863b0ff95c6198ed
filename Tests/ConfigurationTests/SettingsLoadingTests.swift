// SPDX-License-Identifier: Apache-2.0

import Configuration
import Foundation
import Providers
import Testing

@Suite struct SettingsLoadingTests {
    @Test func `paths are relative to the configuration, not to the working directory`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: UUID().uuidString,
            directoryHint: .isDirectory
        )
        try FileManager.default.createDirectory(
            at: folder.appending(path: "conf"),
            withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("{ provider: 'sandbox' }".utf8).write(to: folder.appending(path: "conf/my.json"))
        let root = folder.path(percentEncoded: false)
        let settings = try Settings.load("conf/my.json", workingDirectory: root, environment: [:])
        #expect(settings.ledger == root + "conf/sms-campaign.sqlite")
        #expect(settings.file == "conf/my.json")
    }

    @Test func `an absent file says how to begin`() {
        let error = #expect(throws: ConfigurationError.self) {
            try Settings.load("config.json", workingDirectory: "/nonexistent", environment: [:])
        }
        #expect(error?.problem == .missingFile)
        #expect(error?.description.contains("config.example.json") == true)
        #expect(error?.description.contains("\"provider\": \"sandbox\"") == true)
    }

    @Test(arguments: [
        ("/", "/: cannot be read: this is a folder; name a file in it"),
        ("/dev/zero", "/dev/zero: cannot be read: this is a device; name a file"),
        ("/dev/full", "/dev/full: cannot be read: this is a device; name a file"),
    ])
    func `what is no configuration says what it is instead`(path: String, words: String) {
        let error = #expect(throws: ConfigurationError.self) {
            try Settings.load(path, workingDirectory: "/", environment: [:])
        }
        #expect(error?.description == words)
    }

    @Test(arguments: [
        ("/a/sms.sqlite", "/a/sms-sandbox.sqlite", "/a/sms-sandbox-messages.sqlite"),
        ("/a.b/ledger", "/a.b/ledger-sandbox", "/a.b/ledger-sandbox-messages"),
        ("/a/.hidden", "/a/.hidden-sandbox", "/a/.hidden-sandbox-messages"),
    ])
    func `practice has a ledger of its own`(ledger: String, practice: String, log: String) {
        var settings = Settings(file: "c", directory: "/", provider: .sandbox, ledger: ledger)
        #expect(settings.ledgerPath == practice)
        #expect(settings.sandboxMessageLogPath == log)
        settings.provider = ProviderEntry(name: "plivo", kind: .vendor(.plivo))
        #expect(settings.ledgerPath == ledger)
    }
}
