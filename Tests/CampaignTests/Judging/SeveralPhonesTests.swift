// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Foundation
import Ledger
import Lists
import PhoneNumbers
import SMSText
import Testing

/// Rows with several phones: the next one only where this one can get no message.
@Suite struct SeveralPhonesTests {
    private static let other = "+447400123457"

    /// Judges rows of two phones, one after the other.
    private struct Court {
        var rules: Rules
        var judge: Judge
        var row = 0
        /// What is remembered of numbers.
        var memories: [String: Ledger.Recollection] = [:]

        init(
            _ settings: Settings = Sample.settings(),
            suppressing suppressed: [String] = []
        ) throws {
            rules = try Sample.rules("Hi {{name}}", settings, header: ["Name", "Mobile", "Home"])
            rules.phoneColumns = [1, 2]
            if !suppressed.isEmpty {
                let path = NSTemporaryDirectory() + "stop-\(UUID().uuidString).csv"
                try Data(("phone\n" + suppressed.joined(separator: "\n")).utf8)
                    .write(to: URL(filePath: path))
                rules.suppression = try Suppression(
                    reading: [SuppressionFile(name: "stop.csv", path: path)],
                    defaultRegion: nil
                )
                try FileManager.default.removeItem(atPath: path)
            }
            judge = Judge(rules: rules, textHash: { "hash of \($0)" }, currency: "EUR")
        }

        /// The verdict in words, with the column of the phone that it is about.
        mutating func hear(_ mobile: String, _ home: String) throws -> String {
            row += 1
            let recipient = Recipient(
                row: row,
                line: row + 1,
                phone: mobile,
                cells: ["Ann", mobile, home]
            )
            var known: [PhoneNumber: Ledger.Recollection] = [:]
            for (number, memory) in memories { known[try Sample.number(number)] = memory }
            let first = recipient.using(phoneColumn: 1)
            switch judge.judge(rules.read(first), or: rules.otherPhones(of: first), known) {
            case .candidate(let candidate):
                return "\(candidate.recipient.phoneColumn ?? 0) \(candidate.number.e164)"
            case .dropped(let row): return "\(row.recipient.phoneColumn ?? 0) \(row.words)"
            case .settled(let row, _):
                return "\(row.recipient.phoneColumn ?? 0) settled \(row.number?.e164 ?? "")"
            }
        }
    }

    @Test(arguments: [
        (Sample.britishMobile, other, "1 \(Sample.britishMobile)"),
        ("", other, "2 \(other)"), (" ", other, "2 \(other)"), ("n/a", other, "2 \(other)"),
        ("555-0123", other, "2 \(other)"), ("2025550123 x5", other, "2 \(other)"),
        ("2025550101;2025550102", other, "2 \(other)"),
        (Sample.britishLandline, other, "2 \(other)"), ("+18005550123", other, "2 \(other)"),
        (Sample.mobile, other, "1 \(Sample.mobile)"), ("", "", "1 skipped invalid_number"),
        ("n/a", "", "1 skipped invalid_number"), ("", "n/a", "2 skipped invalid_number"),
        (Sample.britishLandline, "", "1 skipped fixed_line"),
        ("n/a", Sample.britishLandline, "2 skipped fixed_line"),
        (Sample.britishLandline, "+18005550123", "1 skipped fixed_line"),
    ])
    func `the next phone is used where this one is none, or its line gets no messages`(
        mobile: String,
        home: String,
        expected: String
    ) throws {
        var court = try Court()
        #expect(try court.hear(mobile, home) == expected)
    }

    @Test func `what the cache knows of a line counts as what the plan knows`() throws {
        var court = try Court()
        let landline = Ledger.Recollection(lookup: try Sample.lookup(.fixedLine))
        court.memories = [Sample.mobile: landline]
        #expect(
            try court.hear(Sample.mobile, Self.other)
                == "2 \(Self.other)")
    }

    @Test func `nobody who said no gets a message on another phone`() throws {
        var court = try Court(suppressing: [Sample.britishMobile])
        #expect(try court.hear(Sample.britishMobile, Self.other) == "1 skipped suppressed")
        let optedOut = Ledger.Recollection(isOptedOut: true)
        for number in [Sample.mobile, Sample.britishLandline, Self.other] {
            court.memories[number] = optedOut
        }
        #expect(
            try court.hear(Sample.mobile, Self.other)
                == "1 skipped opted_out")
        // Whoever opted out on a landline, too.
        #expect(
            try court.hear(Sample.britishLandline, Self.other) == "1 skipped opted_out")
        #expect(try court.hear("", Self.other) == "2 skipped opted_out")
    }

    @Test(arguments: [
        ("STOP", "1 skipped invalid_number"), ("do not text", "1 skipped invalid_number"),
        ("07400 123456 no", "1 skipped invalid_number"), ("deceased", "1 skipped invalid_number"),
        ("opted out", "1 skipped invalid_number"), ("no SMS", "1 skipped invalid_number"),
        ("07400 123456 nicht anrufen", "1 skipped invalid_number"), ("no", "2 \(other)"),
        ("none", "2 \(other)"), ("not known", "2 \(other)"), ("fax 07400 123456", "2 \(other)"),
        ("07400 123456 (old)", "2 \(other)"), ("0740XXXXXX", "2 \(other)"),
    ])
    func `a cell that says no for the person leads to no other phone`(
        mobile: String,
        expected: String
    ) throws {
        var court = try Court()
        #expect(try court.hear(mobile, Self.other) == expected)
    }

    @Test func `a duplicate stays one, whatever its other phone is`() throws {
        var court = try Court()
        #expect(try court.hear(Sample.britishMobile, "") == "1 \(Sample.britishMobile)")
        #expect(try court.hear(Sample.britishMobile, Self.other) == "1 skipped duplicate")
        #expect(try court.hear("", Sample.britishMobile) == "2 skipped duplicate")
    }

    @Test func `a region that is not allowed is no reason for another phone`() throws {
        var settings = Sample.settings()
        settings.allowedRegions = [try #require(Region("US"))]
        var court = try Court(settings)
        #expect(
            try court.hear(Sample.britishMobile, Sample.mobile)
                == "1 skipped region_not_allowed")
    }

    @Test(arguments: [MessageState.sent, .failed, .unconfirmed, .intent])
    func `a row whose other phone was messaged is settled`(state: MessageState) throws {
        var court = try Court()
        court.memories[Self.other] = Ledger.Recollection(
            message: try Self.message(to: Self.other, state))
        let expected = "2 settled \(Self.other)"
        #expect(try court.hear(Sample.britishMobile, Self.other) == expected)
    }

    @Test func `another row's message on a shared phone leaves a row its own`() throws {
        var court = try Court()
        court.memories[Self.other] = Ledger.Recollection(
            message: try Self.message(to: Self.other, .sent))
        #expect(try court.hear("", Self.other) == "2 settled \(Self.other)")
        let own = "1 \(Sample.britishMobile)"
        #expect(try court.hear(Sample.britishMobile, Self.other) == own)
    }

    @Test func `a message that was not accepted settles nothing`() throws {
        var court = try Court()
        court.memories[Self.other] = Ledger.Recollection(
            message: try Self.message(to: Self.other, .notAccepted))
        let own = "1 \(Sample.britishMobile)"
        #expect(try court.hear(Sample.britishMobile, Self.other) == own)
    }

    @Test func `a row of another width has no phones`() throws {
        let rules = try Court().rules
        let short = Recipient(row: 1, line: 2, phone: "", cells: ["Ann"])
        #expect(rules.otherPhones(of: short).isEmpty)
        #expect(rules.read(short).refusal?.reason == .badRow)
    }

    private static func message(
        to number: String,
        _ state: MessageState
    ) throws -> MessageRecord {
        let intent = Intent(
            campaign: CampaignID(rawValue: 1), number: try Sample.number(number), row: 1,
            provider: Sample.provider, segments: 1, encoding: "GSM-7", textHash: "hash of Hi Ann")
        return MessageRecord(intent, state: state, attempts: 1, outcome: nil, at: Sample.date)
    }
}
