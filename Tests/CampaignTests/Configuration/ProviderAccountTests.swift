// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Basics
@testable import Campaign
@testable import Configuration
@testable import Lists

@Suite struct ProviderAccountTests {
    private func settings(_ entry: String) throws -> Settings {
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
        let settings = try settings(
            "authID: '${ID}', authToken: 'k${TOKEN}', caFile: 'ca.pem', baseURL: 'http://127.0.0.1:80/x//'"
        )
        let account = try settings.account(environment: ["ID": "MA1", "TOKEN": "secret"])
        #expect(
            account.values.mapValues { $0.reveal() } == ["authID": "MA1", "authToken": "ksecret"]
        )
        #expect(account.caFile == "/srv/ca.pem")
        #expect(account.baseURL == "http://127.0.0.1:80/x")
        #expect(account.lookupBaseURL == nil)
        var dumped = ""
        dump(account, to: &dumped)
        #expect(!dumped.contains("secret") && dumped.contains("‹hidden›"))
    }

    @Test func `a variable that is not set is named, with its key`() throws {
        let settings = try settings("authID: 'x', authToken: '${PLIVO_AUTH_TOKEN}'")
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
        let settings = try settings("authID: 'x',\nauthToken: '${TOKEN}'")
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
        #expect(try settings(entry).provider.credentialNames == names)
        #expect(ProviderEntry.sandbox.credentialNames.isEmpty)
    }

    @Test(arguments: [
        ("authID: '${ID}',\nauthToken: 'x'", 1), ("authToken: 'x',\nauthID:\n'${ID}'", 3),
        ("authID: 'x', authToken: 'x',\ncaFile: '${ID}'", 2),
        ("authID: 'x', authToken: 'x',\n\nlookupBaseURL: 'http://${ID}'", 3),
    ])
    func `a value that cannot be used is found with its line`(entry: String, line: Int) throws {
        let settings = try settings(entry)
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

    @Test func `an address that cannot be used is not shown`() throws {
        let settings = try settings("authID: 'x', authToken: 'x', baseURL: 'https://u:hunter2@h'")
        let error = #expect(throws: ConfigurationError.self) {
            try settings.account(environment: [:])
        }
        #expect(error?.key == "providers.mine.baseURL")
        #expect(error?.description.contains("hunter2") == false)
    }
}
