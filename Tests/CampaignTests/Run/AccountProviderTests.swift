// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import HTTP
import Lists
import Pacing
import Providers
import Testing

@Suite struct AccountProviderTests {
    private func entry(
        _ vendor: Vendor,
        _ values: [String: Secret],
        baseURL: String? = nil
    ) -> ProviderAccount {
        var account = ProviderAccount(name: "second", kind: .vendor(vendor), values: values)
        (account.baseURL, account.lookupBaseURL, account.caFile) = (baseURL, baseURL, "/etc/ca.pem")
        return account
    }

    private static let keys = ["authID": Secret("MA01"), "authToken": Secret("token")]

    @Test(
        arguments: [
            (
                nil, "https://api.plivo.com/v1/Account/MA01/Message/",
                "https://lookup.plivo.com/v1/Number/"
            ),
            (
                "http://127.0.0.1:9/x", "http://127.0.0.1:9/x/v1/Account/MA01/Message/",
                "http://127.0.0.1:9/x/v1/Number/"
            ),
        ] as [(String?, String, String)]
    )
    func `a Plivo account talks to Plivo, or to where the entry says`(
        base: String?,
        send: String,
        lookup: String
    ) throws {
        let account = entry(.plivo, Self.keys, baseURL: base)
        let provider = try #require(account.provider(timeout: .seconds(9)))
        let number = try Sample.number(Sample.mobile)
        let request = provider.sendRequest(
            for: OutgoingMessage(to: number, from: "ACME", text: "Hi", id: "8f14e45f")
        )
        #expect(provider.name == "second" && request.url == send)
        #expect(provider.lookupRequest(for: number).url.hasPrefix(lookup))
        #expect(request.timeout == .seconds(9) && request.caFile == "/etc/ca.pem")
        #expect(request.credentials == Credentials(user: "MA01", password: "token"))
    }

    @Test(
        arguments: [
            (nil, "https://api.telnyx.com/v2/messages", "https://api.telnyx.com/v2/number_lookup/"),
            (
                "http://127.0.0.1:9/x", "http://127.0.0.1:9/x/v2/messages",
                "http://127.0.0.1:9/x/v2/number_lookup/"
            ),
        ] as [(String?, String, String)]
    )
    func `a Telnyx account talks to Telnyx, or to where the entry says`(
        base: String?,
        send: String,
        lookup: String
    ) throws {
        let values = ["apiKey": Secret("KEY1"), "messagingProfileID": Secret("profile-1")]
        let account = entry(.telnyx, values, baseURL: base)
        let provider = try #require(account.provider(timeout: .seconds(9)))
        let number = try Sample.number(Sample.mobile)
        let request = provider.sendRequest(
            for: OutgoingMessage(to: number, from: "ACME", text: "Hi", id: "8f14e45f")
        )
        #expect(provider.name == "second" && request.url == send)
        #expect(provider.lookupRequest(for: number).url.hasPrefix(lookup))
        #expect(
            request.headers.first(named: "authorization") == "Bearer KEY1"
                && request.credentials == nil
        )
        #expect(String(decoding: request.body, as: UTF8.self).contains("profile-1"))
    }

    @Test(
        arguments: [
            (
                .twilio, "accountSID", "authToken",
                "https://api.twilio.com/2010-04-01/Accounts/MA01/Messages.json",
                "https://lookups.twilio.com/v2/PhoneNumbers/"
            ),
            (
                .vonage, "apiKey", "apiSecret", "https://rest.nexmo.com/sms/json",
                "https://api.nexmo.com/ni/standard/json"
            ),
        ] as [(Vendor, String, String, String, String)]
    )
    func `an account of another type talks to its provider, or to where the entry says`(
        vendor: Vendor,
        user: String,
        password: String,
        send: String,
        lookup: String
    ) throws {
        let keys = [user: Secret("MA01"), password: Secret("token")]
        let number = try Sample.number(Sample.mobile)
        let message = OutgoingMessage(to: number, from: "ACME", text: "Hi", id: "8f14e45f")
        let own = try #require(
            entry(vendor, keys).provider(timeout: .seconds(9))
        )
        let request = own.sendRequest(for: message)
        #expect(own.name == "second" && request.url == send)
        #expect(own.lookupRequest(for: number).url.hasPrefix(lookup))
        #expect(request.timeout == .seconds(9) && request.caFile == "/etc/ca.pem")
        #expect(request.credentials == Credentials(user: "MA01", password: "token"))
        let elsewhere = entry(vendor, keys, baseURL: "http://127.0.0.1:9/x")
        let led = try #require(elsewhere.provider(timeout: .seconds(9)))
        #expect(led.sendRequest(for: message).url.hasPrefix("http://127.0.0.1:9/x/"))
        #expect(led.lookupRequest(for: number).url.hasPrefix("http://127.0.0.1:9/x/"))
        #expect(
            entry(vendor, [user: Secret("MA01")]).provider(timeout: .seconds(9)) == nil
        )
    }

    @Test func `only the provider whose lookups come to an end has a notice of it`() {
        #expect(Vendor.vonage.lookupNotice?.contains("4 February 2027") == true)
        #expect(Vendor.all.filter { $0.lookupNotice != nil } == [.vonage])
    }

    @Test(arguments: Vendor.all)
    func `an account without its keys is no provider`(vendor: Vendor) {
        #expect(entry(vendor, [:]).provider(timeout: .seconds(9)) == nil)
    }

    @Test(arguments: Vendor.all)
    func `an account is told from others by the vendor's word and its id`(vendor: Vendor) {
        let keys = vendor.credentials.keys
        let values = Dictionary(uniqueKeysWithValues: keys.map { ($0, Secret("value of \($0)")) })
        let id = "value of \(vendor.credentials.identityKey)"
        #expect(entry(vendor, values).identity?.reveal() == "\(vendor.word)\n\(id)\n")
        #expect(vendor.credentials.identityKey == keys.first)
    }

    @Test func `every word means one kind of provider, and every other word none`() {
        let words = ["plivo", "twilio", "telnyx", "vonage", "custom", "sandbox"]
        #expect(words.map { ProviderKind(word: $0)?.word } == words)
        #expect(Set(words.map { ProviderKind(word: $0) }).count == words.count)
        #expect(ProviderKind.configurable.map(\.word) == words.dropLast())
        for word in ["pigeon", "", "Plivo", "plivo "] { #expect(ProviderKind(word: word) == nil) }
    }

    @Test func `the practice provider speaks as Plivo does`() throws {
        var practice = entry(.plivo, Self.keys, baseURL: "http://127.0.0.1:9")
        let own = try #require(practice.provider(timeout: .seconds(9)))
        practice.kind = .sandbox
        let number = try Sample.number(Sample.mobile)
        let played = try #require(practice.provider(timeout: .seconds(9)))
        #expect(played.lookupRequest(for: number).url == own.lookupRequest(for: number).url)
        #expect(practice.identity == nil)
    }
}
