// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import HTTP
import Lists
import Pacing
import Providers
import Testing

@Suite struct ProviderCatalogueTests {
    private func account(
        _ type: String,
        _ values: [String: Secret],
        baseURL: String? = nil
    ) -> ProviderAccount {
        var account = ProviderAccount(name: "second", type: type, values: values)
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
        let account = account("plivo", Self.keys, baseURL: base)
        let provider = try #require(ProviderCatalogue.provider(for: account, timeout: .seconds(9)))
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
        let account = account("telnyx", values, baseURL: base)
        let provider = try #require(ProviderCatalogue.provider(for: account, timeout: .seconds(9)))
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
                "twilio", "accountSID", "authToken",
                "https://api.twilio.com/2010-04-01/Accounts/MA01/Messages.json",
                "https://lookups.twilio.com/v2/PhoneNumbers/"
            ),
            (
                "vonage", "apiKey", "apiSecret", "https://rest.nexmo.com/sms/json",
                "https://api.nexmo.com/ni/standard/json"
            ),
        ]
    )
    func `an account of another type talks to its provider, or to where the entry says`(
        type: String,
        user: String,
        password: String,
        send: String,
        lookup: String
    ) throws {
        let keys = [user: Secret("MA01"), password: Secret("token")]
        let number = try Sample.number(Sample.mobile)
        let message = OutgoingMessage(to: number, from: "ACME", text: "Hi", id: "8f14e45f")
        let own = try #require(
            ProviderCatalogue.provider(for: account(type, keys), timeout: .seconds(9))
        )
        let request = own.sendRequest(for: message)
        #expect(own.name == "second" && request.url == send)
        #expect(own.lookupRequest(for: number).url.hasPrefix(lookup))
        #expect(request.timeout == .seconds(9) && request.caFile == "/etc/ca.pem")
        #expect(request.credentials == Credentials(user: "MA01", password: "token"))
        let elsewhere = account(type, keys, baseURL: "http://127.0.0.1:9/x")
        let led = try #require(ProviderCatalogue.provider(for: elsewhere, timeout: .seconds(9)))
        #expect(led.sendRequest(for: message).url.hasPrefix("http://127.0.0.1:9/x/"))
        #expect(led.lookupRequest(for: number).url.hasPrefix("http://127.0.0.1:9/x/"))
        #expect(
            ProviderCatalogue.provider(
                for: account(type, [user: Secret("MA01")]),
                timeout: .seconds(9)
            ) == nil
        )
    }

    @Test func `only the provider whose lookups come to an end has a notice of it`() {
        #expect(ProviderCatalogue.lookupNotice(for: "vonage")?.contains("4 February 2027") == true)
        #expect(
            ["plivo", "twilio", "sandbox"].allSatisfy {
                ProviderCatalogue.lookupNotice(for: $0) == nil
            }
        )
    }

    @Test func `a type that is not known, or an account without its keys, is no provider`() {
        #expect(
            ProviderCatalogue.provider(for: account("pigeon", Self.keys), timeout: .seconds(9))
                == nil
        )
        #expect(ProviderCatalogue.provider(for: account("plivo", [:]), timeout: .seconds(9)) == nil)
        #expect(
            ProviderCatalogue.provider(for: account("telnyx", [:]), timeout: .seconds(9)) == nil
        )
    }
}
