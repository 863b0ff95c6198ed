// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Configuration

/// No error says a value that stands under `providers`: it may be a credential, also where it
/// stands in the wrong place.
@Suite struct HiddenValueTests {
    private static let secret = "S3CR3Tabc"

    private func mistake(
        _ text: String, _ environment: [String: String] = [:]
    ) throws -> ConfigurationError {
        let error = #expect(throws: ConfigurationError.self, "\(text)") {
            let settings = try Settings(
                parsing: Array(text.utf8), file: "config.json", directory: "/srv",
                environment: environment)
            _ = try settings.account(environment: environment)
        }
        return try #require(error)
    }

    @Test(arguments: [
        "authToken: S3CR3Tabc", "authToken: 'S3CR3Tabc", "authToken: 'x' S3CR3Tabc",
        "authToken: 123S3CR3Tabc", "authToken: ['S3CR3Tabc']", "authToken: { a: 'S3CR3Tabc' }",
        "S3CR3Tabc: 'authToken'", "'S3CR3Tabc'", "'S3CR3Tabc', authToken: 'x'", "'S3CR3Tabc' 'x'",
        "authToken: 'S3CR3Tabc', 'S3CR3Tabc': 1, 'S3CR3Tabc': 2", "authToken: 'S3CR3T\\qabc'",
        "authToken: '${S3CR3Tabc'", "authToken: '${S3CR3Tabc x}'", "authToken: '${S3CR3Tabc-}'",
        "authToken: 'x', baseURL: 'https://u:S3CR3Tabc@h.example'",
        "authToken: 'x', baseURL: 'https://h.example/?key=S3CR3Tabc'",
        "authToken: 'x', baseURL: 'S3CR3Tabc'", "authToken: 'x', lookupBaseURL: 'http://S3CR3Tabc'",
        "authToken: 'S3CR3Tabc\\u0001'", "authToken: 'x', type: 'S3CR3Tabc'",
        "authToken: 'x', type: ['S3CR3Tabc']", "authToken: 'x', caFile: { a: 'S3CR3Tabc' }",
    ])
    func `in a provider's entry`(members: String) throws {
        let text = "{ provider: 'plivo',\nproviders: { plivo: { authID: 'x',\n\(members) } } }"
        let error = try mistake(text)
        #expect(!"\(error)".contains("S3CR3T"), "\(error)")
        #expect(error.line != nil)
    }

    @Test(arguments: [
        "method: 'S3CR3Tabc'", "url: 'http://gw.example/?k=S3CR3Tabc&to={{to}}'",
        "url: 'https://u:S3CR3Tabc@gw.example/'", "headers: { A: 'Bearer S3CR3Tabc{{x}}' }",
        "headers: { A: 'S3CR3Tabc\\n' }", "headers: { 'Bearer S3CR3Tabc': '1' }",
        "headers: { A: ['S3CR3Tabc'] }", "headers: { A: '{{S3CR3Tabc}}' }",
        "headers: { A: '{{S3CR3Tabc' }", "headers: { A: '${S3CR3Tabc' }", "S3CR3Tabc: 1",
        "json: { a: '{{S3CR3Tabc}}' }", "json: { 'S3CR3Tabc{{to}}': '1' }",
        "form: { S3CR3Tabc: ['{{text}}'] }", "body: 'S3CR3Tabc {{password}}'",
        "success: { statuses: ['S3CR3Tabc'] }", "success: { match: '/S3CR3Tabc(/' }",
        "success: { S3CR3Tabc: 1 }", "error: { code: 'S3CR3Tabc..a' }", "fatal: [['S3CR3Tabc']]",
        "encodings: { S3CR3Tabc: 1 }", "messageID: '/S3CR3Tabc/'",
    ])
    func `in a gateway of one's own`(members: String) throws {
        let body =
            members.contains("json:") || members.contains("form:") || members.contains("body:")
        let url = members.contains("url:") ? "" : "url: 'https://gw.example/{{to}}', "
        let text = body ? "" : "json: { a: '{{to}}{{text}}' }, "
        let error = try mistake(
            "{ provider: 'g', from: 'x', providers: { g: { type: 'custom',\nsend: { \(url)\(text)\(members) } } } }"
        )
        #expect(!"\(error)".contains("S3CR3T"), "\(error)")
    }

    @Test func `a credential in the place of the provider's name is not said`() throws {
        let error = try mistake("{ provider: 'S3CR3Tabc', providers: { plivo: {} } }")
        #expect(
            "\(error)"
                == "config.json:1: provider: what stands here is not known; known here: plivo, sandbox"
        )
    }

    @Test(arguments: [
        "provider: '${TOKEN}'", "provider: 'sandbox', defaultRegion: '${TOKEN}'",
        "provider: 'sandbox', lookup: { mode: '${TOKEN}' }",
        "provider: 'sandbox', sendBefore: '${TOKEN}'",
        "provider: 'sandbox', prices: { currency: '${TOKEN}' }",
        "provider: 'sandbox', quietHours: '${TOKEN}'",
        "provider: 'sandbox', caps: { perDay: 1, timeZone: '${TOKEN}' }",
        "provider: 'sandbox', caps: { perDay: 1, dayStarts: 'x${TOKEN}' }",
        "provider: 'sandbox', quietHours: { start: '${TOKEN}', end: '08:00' }",
    ])
    func `a variable's value is not said in any place`(members: String) throws {
        let error = try mistake("{ \(members) }", ["TOKEN": Self.secret])
        #expect(!"\(error)".uppercased().contains("S3CR3T"), "\(error)")
    }

    @Test func `a slip of the pen is said, to be found`() throws {
        let error = try mistake("{ provider: 'x', providers: { x: { type: 'plivvo' } } }")
        #expect("\(error)".contains("\"plivvo\" is not known; did you mean \"plivo\"?"))
    }
}
