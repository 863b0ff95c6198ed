// SPDX-License-Identifier: Apache-2.0

@testable import Basics
@testable import Campaign
@testable import Configuration
@testable import Lists
import Testing

@Suite struct ProviderAccountTests {
    private func parsed(_ entry: String) throws -> Settings {
        let text =
            "{ provider: 'mine', providers: { mine: { type: 'plivo', \(entry) }, other: { x: '${NO}' } } }"
        return try Settings(
            parsing: Array(text.utf8),
            file: "config.json",
            directory: "/srv",
            environment: [:]
        )
    }

    @Test func `credentials come from the environment and are hidden`() throws {
        let settings = try parsed(
            "authID: '${ID}', authToken: 'k${TOKEN}', caFile: 'ca.pem', baseURL: 'http://127.0.0.1:80/x//'"
        )
        let account = try settings.account(environment: ["ID": "MA1", "TOKEN": "hunter2"])
        #expect(
            account.values.mapValues { $0.reveal() } == ["authID": "MA1", "authToken": "khunter2"]
        )
        #expect(account.caFile == "/srv/ca.pem")
        #expect(account.baseURL == "http://127.0.0.1:80/x")
        #expect(account.lookupBaseURL == nil)
        var dumped = ""
        dump(account, to: &dumped)
        #expect(!dumped.contains("hunter2") && dumped.contains("‹hidden›"))
    }

    @Test func `a variable that is not set is named, with its key`() throws {
        let settings = try parsed("authID: 'x', authToken: '${PLIVO_AUTH_TOKEN}'")
        let error = #expect(throws: ConfigurationError.self) {
            try settings.account(environment: [:])
        }
        #expect(
            error?.description
                == "config.json:1: providers.mine.authToken: the environment variable PLIVO_AUTH_TOKEN is not set; "
                + "set it (export PLIVO_AUTH_TOKEN=…) and run again"
        )
    }

    @Test(arguments: ["secret\n", "sec\r\nX-Header: ret", "secret\u{0}", "\u{1B}secret"])
    func `a credential with a line break or another control character is found, and not shown`(
        token: String
    ) throws {
        let settings = try parsed("authID: 'x',\nauthToken: '${TOKEN}'")
        let error = #expect(throws: ConfigurationError.self) {
            try settings.account(environment: ["TOKEN": token])
        }
        let rule =
            "the text holds a line break or another control character; look at how its variable is set"
        #expect(error?.description == "config.json:2: providers.mine.authToken: \(rule)")
    }

    @Test(arguments: [
        ("authID: '${ID}', authToken: '${TOKEN}'", ["ID", "TOKEN"]),
        ("authID: 'MA1', authToken: 'k${TOKEN}'", ["“authID”", "TOKEN"]),
        ("authID: 'MA1', authToken: '${A}${B}$'", ["“authID”", "A", "B"]),
        ("authID: 'MA1', authToken: 'x'", ["“authID”", "“authToken”"]),
    ])
    func `the places where credentials come from have names`(entry: String, names: [String]) throws
    {
        #expect(try parsed(entry).provider.credentialNames == names)
        #expect(ProviderEntry.sandbox.credentialNames.isEmpty)
    }

    @Test(arguments: [
        ("authID: '${ID}',\nauthToken: 'x'", 1), ("authToken: 'x',\nauthID:\n'${ID}'", 3),
        ("authID: 'x', authToken: 'x',\ncaFile: '${ID}'", 2),
        ("authID: 'x', authToken: 'x',\n\nlookupBaseURL: 'http://${ID}'", 3),
    ])
    func `a value that cannot be used is found with its line`(entry: String, line: Int) throws {
        let settings = try parsed(entry)
        let error = #expect(throws: ConfigurationError.self) {
            try settings.account(environment: ["ID": ""])
        }
        #expect(error?.line == line)
    }

    @Test(arguments: [
        ("https://api.example.com", "https://api.example.com"),
        ("HTTPS://api.example.com:8443/v2/", "HTTPS://api.example.com:8443/v2"),
        ("http://localhost:8080/", "http://localhost:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("http://127.9.8.7", "http://127.9.8.7"),
        ("http://api.example.com", nil),
        ("http://127.0.0.1.example.com", nil),
        ("http://127.0.0", nil),
        ("ftp://localhost", nil),
        ("https://user:password@api.example.com", nil),
        ("https://api.example.com?key=1", nil),
        ("https://api.example.com#x", nil),
        ("https://", nil),
        ("api.example.com", nil),
    ])
    func `an address is HTTPS, or loopback`(text: String, address: String?) {
        #expect(ServiceAddress.normalized(text) == address)
    }

    @Test(arguments: ["SK0123", "sk0123"])
    func `an API key in the place of Twilio's account says what to write`(sid: String) throws {
        let text =
            "{ provider: 'twilio',\n"
            + "providers: { twilio: { accountSID: '${SID}', authToken: 'x' } } }"
        let settings = try Settings(
            parsing: Array(text.utf8), file: "config.json", directory: "/srv", environment: [:])
        let error = #expect(throws: ConfigurationError.self) {
            try settings.account(environment: ["SID": sid])
        }
        let said = try #require(error?.description)
        #expect(said.hasPrefix("config.json:2: providers.twilio.accountSID: this begins with SK"))
        #expect(said.contains("begins with AC") && said.contains("“authToken”"))
        #expect(!said.contains("0123"))
        #expect(throws: Never.self) { try settings.account(environment: ["SID": "AC0123"]) }
    }

    @Test func `an address that cannot be used is not shown`() throws {
        let settings = try parsed("authID: 'x', authToken: 'x', baseURL: 'https://u:hunter2@h'")
        let error = #expect(throws: ConfigurationError.self) {
            try settings.account(environment: [:])
        }
        #expect(error?.key == "providers.mine.baseURL")
        #expect(error?.description.contains("hunter2") == false)
    }
}

@Suite struct TelnyxEntryTests {
    private func parsed(_ entry: String, from: String = "+12025550100") throws -> Settings {
        let text = "{ provider: 'telnyx', from: '\(from)',\nproviders: { telnyx: {\n\(entry) } } }"
        return try Settings(
            parsing: Array(text.utf8),
            file: "config.json",
            directory: "/srv",
            environment: [:]
        )
    }

    @Test func `an entry is a key, and a profile where one is wanted`() throws {
        let plain = try parsed("apiKey: '${KEY}'").account(environment: ["KEY": "k"])
        #expect(plain.values == ["apiKey": Secret("k")])
        let full = try parsed("apiKey: '${KEY}', messagingProfileID: '${P}'", from: "ACME")
        let values = try full.account(environment: ["KEY": "k", "P": "p"]).values
        #expect(values == ["apiKey": Secret("k"), "messagingProfileID": Secret("p")])
    }

    @Test(arguments: ["ACME", "Acme 24"])
    func `an alphanumeric sender without a profile is found before anything is sent`(
        from: String
    ) throws {
        let settings = try parsed("apiKey: 'k'", from: from)
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
        #expect(try parsed("apiKey: 'k'", from: from).account(environment: [:]).values.count == 1)
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
