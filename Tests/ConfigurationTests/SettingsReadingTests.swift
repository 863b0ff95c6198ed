// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import Hours
import PhoneNumbers
import Testing

@testable import Configuration

@Suite struct SettingsReadingTests {
    private func read(
        _ text: String,
        environment: [String: String] = [:]
    ) throws(ConfigurationError) -> Settings {
        try Settings(
            parsing: Array(text.utf8),
            file: "config.json",
            directory: "/srv",
            environment: environment
        )
    }

    @Test func `what is absent has the contract's default`() throws {
        let settings = try read("{ provider: 'sandbox' }")
        #expect(
            settings
                == Settings(
                    file: "config.json",
                    directory: "/srv",
                    provider: .sandbox,
                    ledger: "/srv/sms-campaign.sqlite"
                )
        )
        #expect(settings.lookup.mode == .auto)
        #expect(settings.send.ratePerSecond == 10)
        #expect(settings.retry.base == .milliseconds(500))
        #expect(settings.skipLineTypes.contains(.fixedLine))
        #expect(settings.prices.perSegment == nil)
    }

    @Test func `beginnings of numbers that the plan does not know are read`() throws {
        let settings = try read(
            "{ provider: 'sandbox', numberingPlan: { accept: ['+1 565', '+852 45'] } }"
        )
        #expect(settings.acceptedPrefixes.map(\.description).sorted() == ["+1 565", "+852 45"])
        let without = "{ provider: 'sandbox', lookup: { mode: 'never' }, numberingPlan: {} }"
        #expect(try read(without).acceptedPrefixes.isEmpty)
    }

    @Test(arguments: [
        (#""Mobile""#, ["Mobile"]), (#"["Mobile"]"#, ["Mobile"]),
        (#"["Mobile", "Home Phone"]"#, ["Mobile", "Home Phone"]), ("null", []),
    ])
    func `the phone column is one, or a list of them`(value: String, expected: [String]) throws {
        let settings = try read(
            """
            { "provider": "sandbox", "columns": { "phone": \(value), "region": "Land" } }
            """
        )
        #expect(settings.columns.phones == expected && settings.columns.region == "Land")
    }

    @Test(arguments: [
        ("[]", "the list is empty"), (#"["Mobile", ""]"#, "a text is empty"),
        (#"["Mobile", "Mobile"]"#, "“Mobile” stands there twice"), ("[1]", "text in quotes"),
        ("7", "text in quotes"),
    ])
    func `a list of phone columns that makes no sense is refused`(
        value: String,
        words: String
    ) throws {
        let error = #expect(throws: ConfigurationError.self) {
            try read("{ \"provider\": \"sandbox\", \"columns\": { \"phone\": \(value) } }")
        }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
        #expect(error?.description.contains("columns.phone") == true)
    }

    @Test func `every key of the contract that exists by now is read`() throws {
        let settings = try read(
            """
            { "provider": "sandbox", "from": "+12025550100", "defaultRegion": "us", "ledger": "data/x.sqlite", "columns": { "phone": "Mobile", "timeZone": "tz" },
              "lookup": { "mode": "never", "ratePerSecond": 2.5, "burst": 3, "maxConcurrent": 4, "cacheDays": 0, "onFailure": "send" },
              "send": { "ratePerSecond": 7, "per": "message", "burst": 2, "maxConcurrent": 9 },
              "skipLineTypes": ["voip"], "unknownLineType": "skip",
              "retry": { "attempts": 1, "baseSeconds": 0.1, "maxSeconds": 2, "timeoutSeconds": 3 },
              "message": { "smartEncoding": true, "maxSegments": 2, "senderName": "Harbour Dental" },
              "quietHours": { "start": "21:30", "end": "8:00", "days": ["mon", "Friday"] },
              "sendBefore": "2026-11-30T18:00", "requireOptOutText": true,
              "prices": { "perLookup": 0.005, "perSegment": 0.0079, "currency": "eur", "regions": { "de": 0.09 } }, }
            """
        )
        #expect(settings.from == "+12025550100")
        #expect(settings.defaultRegion?.rawValue == "US")
        #expect(settings.ledger == "/srv/data/x.sqlite")
        #expect(settings.columns.phones == ["Mobile"] && settings.columns.timeZone == "tz")
        let hours = WeeklyHours(
            quietFrom: try #require(TimeOfDay("21:30")),
            until: TimeOfDay(hour: 8),
            on: [.monday, .friday]
        )
        #expect(settings.quietHours == QuietHours(.everywhere(hours)))
        #expect(settings.sendBefore == (try SendDeadline("2026-11-30T18:00")))
        #expect(
            settings.lookup.mode == .never && settings.lookup.ratePerSecond == 2.5
                && settings.lookup.burst == 3
        )
        #expect(
            settings.lookup.maxConcurrent == 4 && settings.lookup.cacheDays == 0
                && settings.lookup.onFailure == .send
        )
        #expect(
            settings.send.ratePerSecond == 7 && settings.send.burst == 2
                && settings.send.maxConcurrent == 9
        )
        #expect(settings.skipLineTypes == [.voip] && settings.unknownLineType == .skip)
        #expect(settings.retry.attempts == 1 && settings.retry.base == .milliseconds(100))
        #expect(settings.retry.maximum == .seconds(2) && settings.retry.timeout == .seconds(3))
        let absent = try read("{ provider: 'sandbox' }")
        #expect(settings.message.smartEncoding && !absent.message.smartEncoding)
        #expect(
            settings.message.senderName == "Harbour Dental"
                && settings.senderNaming == .inText("Harbour Dental")
        )
        #expect(settings.requireOptOutText && !absent.requireOptOutText)
        #expect(settings.message.maxSegments == 2 && settings.prices.currency == "EUR")
        #expect(settings.prices.perSegment(to: "DE") == Decimal(string: "0.09"))
        #expect(settings.prices.perSegment(to: "US") == Decimal(string: "0.0079"))
    }

    @Test(arguments: [
        (
            "{ provider: 'sandbox',\n send: { ratePerSecnd: 1 } }",
            "config.json:2: send.ratePerSecnd: unknown key; did you mean \"ratePerSecond\"?"
        ),
        (
            "{ provider: 'sandbox', colour: 1 }",
            "config.json:1: colour: unknown key; known here: provider, from, "
        ),
        ("{ }", "config.json:1: the key \"provider\" is missing"),
        (
            "{ provider: 'sandbox', from: 12025550100 }",
            "config.json:1: from: text in quotes is expected, not a number"
        ),
        ("{ provider: 'sandbox', from: ' ' }", "config.json:1: from: the text is empty"),
        (
            "{ provider: 'sandbox', send: [] }",
            "config.json:1: send: an object is expected, not a list"
        ),
        (
            "{ provider: 'sandbox', send: { ratePerSecond: 0 } }",
            "config.json:1: send.ratePerSecond: 0 is out of range; "
                + "allowed is more than 1e-19, up to 10000"
        ),
        (
            "{ provider: 'sandbox', send: { ratePerSecond: 1e999 } }",
            "send.ratePerSecond: 1e999 is out of range"
        ),
        (
            "{ provider: 'sandbox', send: { ratePerSecond: '5' } }",
            "send.ratePerSecond: a number is expected, not text"
        ),
        (
            "{ provider: 'sandbox', send: { burst: 1.5 } }",
            "send.burst: 1.5 is out of range; allowed is a whole number from 1 to 10000"
        ),
        (
            "{ provider: 'sandbox', lookup: { mode: 'alway' } }",
            "lookup.mode: \"alway\" is not known; did you mean \"always\"?"
        ),
        (
            "{ provider: 'sandbox', lookup: { onFailure: 'explode' } }",
            "lookup.onFailure: \"explode\" is not known; known here: send, skip"
        ),
        (
            "{ provider: 'sandbox', skipLineTypes: ['fixedline'] }",
            "skipLineTypes: \"fixedline\" is not known; did you mean \"fixed_line\"?"
        ),
        (
            "{ provider: 'sandbox', allowedRegions: ['ZZ'] }",
            "allowedRegions: \"ZZ\" is no region with phone numbers of its own"
        ),
        (
            "{ provider: 'sandbox', allowedRegions: [] }",
            "allowedRegions: the list names no region; leave the key out to allow every region"
        ),
        (
            "{ provider: 'sandbox', allowedRegions: [1] }",
            "allowedRegions: a region in quotes is expected, not a number"
        ),
        (
            "{ provider: 'sandbox', numberingPlan: { accept: ['+1 56'] } }",
            "numberingPlan.accept: an area code is missing behind the country code"
        ),
        (
            "{ provider: 'sandbox', numberingPlan: { accept: ['565'] } }",
            "numberingPlan.accept: this is not + and a country code"
        ),
        (
            "{ provider: 'sandbox', numberingPlan: { accepts: [] } }",
            "numberingPlan.accepts: unknown key; did you mean \"accept\"?"
        ),
        (
            "{ provider: 'sandbox', lookup: { mode: 'never' }, "
                + "numberingPlan: { accept: ['+1 565'] } }",
            "numberingPlan.accept: accepted numbers are looked up before they get a message, and "
                + "lookup.mode is \"never\""
        ),
        (
            "{ provider: 'sandbox', skipLineTypes: 'voip' }",
            "skipLineTypes: a list is expected, not text"
        ),
        (
            "{ provider: 'sandbox', skipLineTypes: [1] }",
            "skipLineTypes: a line type in quotes is expected, not a number"
        ),
        (
            "{ provider: 'sandbox', defaultRegion: 'XX' }",
            "defaultRegion: \"XX\" is no region with phone numbers of its own"
        ),
        (
            "{ provider: 'sandbox', defaultRegion: 'UK' }",
            "defaultRegion: \"UK\" is no ISO 3166 region; did you mean \"GB\"?"
        ),
        (
            "{ provider: 'sandbox', defaultRegion: 'Germany' }",
            "defaultRegion: \"Germany\" is no ISO 3166 region"
        ),
        (
            "{ provider: 'sandbox', retry: { baseSeconds: 5, maxSeconds: 2 } }",
            "retry.maxSeconds: must not be less than baseSeconds"
        ),
        (
            "{ provider: 'sandbox', prices: { perSegment: -1 } }",
            "prices.perSegment: -1 is out of range; allowed is 0 to 1000000"
        ),
        (
            "{ provider: 'sandbox', prices: { currency: 'Euro' } }",
            "prices.currency: \"Euro\" is no ISO 4217 currency code"
        ),
        (
            "{ provider: 'sandbox', prices: { regions: { UK: 1 } } }",
            "prices.regions.UK: \"UK\" is no ISO 3166 region"
        ),
        (
            "{ provider: 'sandbox', message: { senderName: ' ' } }",
            "message.senderName: the text is empty"
        ),
        (
            "{ provider: 'sandbox', requireOptOutText: 'yes' }",
            "requireOptOutText: true or false is expected"
        ),
        (
            "{ provider: 'sandbox', message: { smartEncoding: 1 } }",
            "message.smartEncoding: true or false is expected, not a number"
        ),
        (
            "{ provider: 'sandbox', ledger: '${HOME/x' }",
            "ledger: ${ is opened and never closed; write ${NAME}"
        ),
        (
            "{ provider: 'sandbox', ledger: '${DATA}/x' }",
            "ledger: the environment variable DATA is not set"
        ),
        (
            "{ provider: 'plivoo', providers: { plivo: {} } }",
            "provider: \"plivoo\" is not known; did you mean \"plivo\"?"
        ),
        (
            "{ provider: 'plivo',\n providers: { plivo: { authID: 'x' } } }",
            "config.json:2: providers.plivo: the key \"authToken\" is missing"
        ),
        (
            "{ provider: 'plivo', providers: { plivo: { authId: 'x' } } }",
            "providers.plivo.authId: unknown key; did you mean \"authID\"?"
        ),
        (
            "{ provider: 'x', providers: { x: { type: 'plivvo' } } }",
            "providers.x.type: \"plivvo\" is not known; did you mean \"plivo\"?"
        ),
        ("{ provider: 'sandbox' \n from: 1 }", "config.json:2:2: a comma is missing before this"),
    ])
    func `a mistake is named with its line and key`(text: String, message: String) {
        let error = #expect(throws: ConfigurationError.self) { try read(text) }
        #expect(
            error?.description.contains(message) == true,
            "\(error?.description ?? "nothing thrown")"
        )
    }

    @Test(arguments: ["plivo", "twilio", "telnyx", "vonage", "custom"])
    func `a provider entry that is not chosen is not looked into`(type: String) throws {
        let others = "providers: { '\(type)': { whatever: '${UNSET}' } }"
        #expect(try read("{ provider: 'sandbox', \(others) }").provider == .sandbox)
        #expect(throws: ConfigurationError.self) { try read("{ provider: '\(type)', \(others) }") }
    }

    @Test(arguments: [
        ("'us-tcpa'", QuietHours(.usTCPA)), ("'us-strict'", QuietHours(.usStrict)),
        (
            "{ days: ['sat'] }",
            QuietHours(
                .everywhere(WeeklyHours { $0 == .saturday ? [(.midnight, .midnightAfter)] : [] })
            )
        ),
    ])
    func `quiet hours have a name, or days alone`(value: String, hours: QuietHours) throws {
        #expect(try read("{ provider: 'sandbox', quietHours: \(value) }").quietHours == hours)
        #expect((hours.notice == nil) == value.hasPrefix("{"))
    }

    @Test(arguments: [
        (
            "quietHours: 'us-tpca'",
            "quietHours: \"us-tpca\" is not known; did you mean \"us-tcpa\"?"
        ),
        (
            "quietHours: 9",
            "quietHours: an object, or \"us-tcpa\" or \"us-strict\", is expected, not a number"
        ),
        ("quietHours: {}", "quietHours.start: the key \"start\" is missing"),
        ("quietHours: { start: '21:00' }", "quietHours.end: the key \"end\" is missing"),
        (
            "quietHours: { end: '21:00', days: ['mon'] }",
            "quietHours.start: the key \"start\" is missing"
        ),
        (
            "quietHours: { start: '9pm', end: '08:00' }",
            "quietHours.start: \"9pm\" is no time of day; write one like \"21:00\""
        ),
        (
            "quietHours: { start: '24:00', end: '0:00' }",
            "quietHours.end: the quiet hours end when they begin"
        ),
        ("quietHours: { days: [] }", "quietHours.days: the list names no day"),
        (
            "quietHours: { days: ['mo'] }",
            "quietHours.days: \"mo\" is not known; did you mean \"mon\"?"
        ),
        ("quietHours: { days: [1] }", "quietHours.days: a day in quotes is expected, not a number"),
        ("quietHours: { begin: '21:00' }", "quietHours.begin: unknown key"),
        ("sendBefore: 'soon'", "sendBefore: “soon” is no time; write one like 2026-11-30T18:00"),
    ])
    func `quiet hours that nobody can keep are mistakes`(member: String, message: String) {
        let error = #expect(throws: ConfigurationError.self) {
            try read("{ provider: 'sandbox', \(member) }")
        }
        #expect(
            error?.description.contains("config.json:1: " + message) == true,
            "\(error?.description ?? "")"
        )
    }

    @Test func `suppression lists are files beside the configuration`() throws {
        let settings = try read(
            "{ provider: 'sandbox', suppressionLists: ['stop.csv', '${D}/b.csv'] }",
            environment: ["D": "/data"]
        )
        #expect(
            settings.suppressionLists == [
                SuppressionFile(name: "stop.csv", path: "/srv/stop.csv"),
                SuppressionFile(name: "/data/b.csv", path: "/data/b.csv"),
            ]
        )
    }

    @Test(arguments: [
        ("'stop.csv'", "suppressionLists: a list is expected"),
        ("[1]", "suppressionLists: a file's name in quotes is expected"),
        ("['stop.csv', ' ']", "suppressionLists: the file's name is empty"),
    ])
    func `suppression lists that are no files are mistakes`(value: String, message: String) {
        let text = "{ provider: 'sandbox', suppressionLists: \(value) }"
        let error = #expect(throws: ConfigurationError.self) { try read(text) }
        #expect(
            error?.description.contains("config.json:1: " + message) == true,
            "\(error?.description ?? "")"
        )
    }

    @Test func `bytes that are not UTF-8 are no configuration`() {
        #expect(throws: ConfigurationError.self) {
            try Settings(parsing: [0x7B, 0xFF, 0x7D], file: "c", directory: "/", environment: [:])
        }
    }

    @Test func `a variable is replaced wherever the run uses the text`() throws {
        let settings = try read(
            "{ provider: '${P}', from: 'a${B}c$' }",
            environment: ["P": "sandbox", "B": "${C}"]
        )
        #expect(settings.provider == .sandbox)
        #expect(settings.from == "a${C}c$")
    }
}
