// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Ledger
import Lists
import PhoneNumbers
import SMSText
import Testing

@Suite struct JudgeTests {
    /// Judges rows one after the other.
    private struct Court {
        let rules: Rules
        var judge: Judge
        var row = 0

        init(_ template: String = "Hi {{name}}", _ settings: Settings = Sample.settings()) throws {
            rules = try Sample.rules(template, settings)
            judge = Judge(rules: rules, textHash: { "hash of \($0)" }, currency: "EUR")
        }

        mutating func hear(
            _ name: String,
            _ phone: String,
            _ code: String = "",
            _ memory: Ledger.Recollection = Ledger.Recollection()
        ) -> Judgement {
            row += 1
            return judge.judge(
                rules.read(Sample.recipient(name, phone, code, row: row)),
                memory: memory
            )
        }

        /// The status and the reason as words, or `candidate`.
        mutating func verdict(
            _ name: String,
            _ phone: String,
            _ code: String = "",
            _ memory: Ledger.Recollection = Ledger.Recollection()
        ) -> String {
            switch hear(name, phone, code, memory) {
            case .candidate: "candidate"
            case .dropped(let row), .settled(let row, _): row.words
            }
        }
    }

    @Test func `a candidate has all that is needed to go on`() throws {
        var court = try Court()
        guard case .candidate(let candidate) = court.hear("Ann", "(202) 555-0123") else {
            Issue.record("no candidate")
            return
        }
        #expect(
            candidate.number.e164 == Sample.mobile && candidate.region?.rawValue == "US"
                && candidate.text == "Hi Ann"
        )
        #expect(
            candidate.needsLookup && candidate.size.segments == 1 && candidate.earlier.attempts == 0
        )
        #expect(candidate.line == LineKnowledge(type: .fixedLineOrMobile, source: .plan))
        #expect(candidate.row(Verdict(.sent)).lineDecision == nil)
    }

    @Test func `duplicates are found however they are written, and name the row that is kept`()
        throws
    {
        var court = try Court()
        #expect(court.verdict("Ann", "+12025550123") == "candidate")
        for phone in [
            "(202) 555-0123", "1 202 555 0123", "tel:+1-202-555-0123", "+1.202.555.0123",
            "２０２５５５０１２３",
        ] {
            guard case .dropped(let row) = court.hear("Ann", phone) else {
                Issue.record("\(phone) is no duplicate")
                continue
            }
            #expect(
                row.words == "skipped duplicate" && row.verdict.detail.contains("row 1 (line 2)")
            )
            #expect(row.lineDecision == nil)
        }
    }

    @Test func `the first row that can be sent is kept`() throws {
        var court = try Court("Hi {{name}} {{code}}")
        #expect(court.verdict("", "+12025550123", "x") == "skipped missing_value")
        #expect(court.verdict("Ann", "2025550123 x5", "x") == "skipped extension")
        #expect(court.verdict("Ann", "+12025550123", "x") == "candidate")
        #expect(court.verdict("Ben", "+12025550123", "x") == "skipped duplicate")
    }

    @Test(arguments: [
        ("Ann", "n/a", "", "skipped invalid_number"),
        ("Ann", "555-0123", "", "skipped invalid_number"),
        ("Ann", Sample.britishLandline, "x", "skipped fixed_line"),
        ("", Sample.britishLandline, "x", "skipped fixed_line"),
        ("", Sample.britishMobile, "x", "skipped missing_value"),
        (" \t", Sample.britishMobile, "x", "skipped missing_value"),
        ("Ann", Sample.britishMobile, "x", "candidate"),
        ("Ann", "+18005550123", "x", "skipped toll_free"),
    ])
    func `what speaks against a message is said`(
        name: String,
        phone: String,
        code: String,
        expected: String
    ) throws {
        var court = try Court("Hi {{name}} {{code | default: \"-\"}}")
        #expect(court.verdict(name, phone, code) == expected)
    }

    @Test(arguments: [
        "2025550101;2025550102", "2025550101,2025550102", "202-555-0101/202-555-0102",
        "2025550101\n2025550102",
        "2025550101 | 2025550102", "2025550101\r\n2025550102", "(202) 555-0101 or (202) 555-0102",
        "2025550101 OR +44 7400 123456", "2025550101; 5550102", "2025550101 x5550102",
        "+12025550101, +12025550101",
    ])
    func `two numbers in one cell are none, for nobody but the user can choose`(
        phone: String
    ) throws {
        var court = try Court()
        guard case .dropped(let row) = court.hear("Ann", phone) else {
            Issue.record("not dropped")
            return
        }
        #expect(row.words == "skipped invalid_number" && row.number == nil && row.line == nil)
        #expect(
            row.verdict.detail == "the cell holds more than one number; keep the one that is meant"
        )
    }

    @Test(arguments: [
        ("2025550101;5", "skipped extension"), ("2025550101, ext. 123456", "skipped extension"),
        ("202/555-0123", "candidate"), ("2025550123 /", "candidate"),
        ("+1 202 555 0123;", "candidate"),
        ("tel:2025550123;phone-context=+1", "candidate"), ("+44 7400/123456", "candidate"),
    ])
    func `a separator alone does not make two numbers`(phone: String, expected: String) throws {
        var court = try Court()
        #expect(court.verdict("Ann", phone) == expected)
    }

    @Test(arguments: [
        (["Ann"], "the row has 1 cell where the header has 3"),
        (["Ann", "1"], "the row has 2 cells where the header has 3"),
        (
            ["Ann", "1", "2", "x, y"],
            "the row has 4 cells where the header has 3; too many: “x, y”"
        ),
        (
            ["a", "b", "c", "d", "e", "f", "g"],
            "the row has 7 cells where the header has 3; too many: “d”, “e”, “f”, …"
        ),
        (
            ["a", "b", "c", String(repeating: "x", count: 41)],
            "the row has 4 cells where the header has 3; too many: “\(String(repeating: "x", count: 40))…”"
        ),
    ])
    func
        `a row with too few or too many cells is left out, and what the report has no column for is named`(
            cells: [String],
            detail: String
        ) throws
    {
        let reading = try Sample.rules().read(Recipient(row: 1, line: 2, phone: "", cells: cells))
        #expect(reading.refusal == .skipped(.badRow, detail))
    }

    @Test func `a message that would be empty is not sent`() throws {
        var court = try Court("{{code | default: \" \"}}")
        #expect(court.verdict("Ann", Sample.britishMobile) == "skipped empty_message")
        #expect(court.verdict("Ann", Sample.britishMobile, "now") == "candidate")
    }

    @Test(arguments: [(306, "candidate"), (307, "skipped too_long")])
    func `a text of more segments than allowed is not sent, and shows its size`(
        length: Int,
        expected: String
    ) throws {
        var settings = Sample.settings()
        settings.message.maxSegments = 2
        var court = try Court("{{code}}", settings)
        let judgement = court.hear(
            "Ann",
            Sample.britishMobile,
            String(repeating: "a", count: length)
        )
        if case .dropped(let row) = judgement {
            #expect(row.words == expected && row.size?.segments == 3 && row.size?.encoding == .gsm7)
        } else {
            #expect(expected == "candidate")
        }
    }

    @Test func `a number that is refused as invalid has no line type`() throws {
        var court = try Court()
        for phone in ["555-0123", "n/a"] {
            guard case .dropped(let row) = court.hear("Ann", phone) else { continue }
            #expect(row.line == nil && row.lineDecision == nil)
        }
    }

    @Test func `who has opted out gets nothing`() throws {
        var court = try Court()
        #expect(
            court.verdict("Ann", Sample.britishMobile, "", Ledger.Recollection(isOptedOut: true))
                == "skipped opted_out"
        )
    }

    @Test(arguments: [
        (LineType.fixedLine, "skipped fixed_line"), (.mobile, "candidate"), (.voip, "candidate"),
        (.unknown, "candidate"),
        (.pager, "skipped pager"),
    ])
    func `an earlier lookup is believed before the plan`(type: LineType, expected: String) throws {
        var court = try Court()
        let memory = Ledger.Recollection(lookup: try Sample.lookup(type))
        #expect(court.verdict("Ann", Sample.mobile, "", memory) == expected)
    }

    @Test func `an earlier lookup without a type does not make a landline of the plan a mobile`()
        throws
    {
        var court = try Court()
        let memory = Ledger.Recollection(
            lookup: try Sample.lookup(.unknown, Sample.britishLandline))
        #expect(court.verdict("Ann", Sample.britishLandline, "", memory) == "skipped fixed_line")
    }

    @Test func `rows count a line type only where one was decided on`() throws {
        var court = try Court("Hi {{name}}")
        func decision(_ judgement: Judgement) -> LineKnowledge.Source? {
            if case .dropped(let row) = judgement { row.lineDecision } else { nil }
        }
        #expect(decision(court.hear("Ann", Sample.britishLandline)) == .plan)
        #expect(decision(court.hear("", Sample.britishMobile)) == nil)
        #expect(decision(court.hear("Ann", "555-0123")) == nil)
        #expect(decision(court.hear("Ann", "2025550123 x5")) == nil)
        #expect(
            decision(
                court.hear(
                    "Ann", Sample.mobile, "",
                    Ledger.Recollection(lookup: try Sample.lookup(.fixedLine)))
            ) == .cache
        )
        #expect(
            decision(
                court.hear("Ann", Sample.britishMobile, "", Ledger.Recollection(isOptedOut: true)))
                == nil
        )
    }

    @Test(arguments: [
        ("(202) 555-0123", "candidate"), ("416 555 0123", "skipped region_not_allowed"),
        ("+49 171 3920012", "skipped region_not_allowed"), ("+1 800 555 0199", "skipped toll_free"),
        ("+44 20 7946 0123", "skipped fixed_line"), ("12", "skipped invalid_number"),
    ])
    func `only numbers of the allowed regions get a message`(phone: String, words: String) throws {
        var settings = Sample.settings()
        settings.allowedRegions = Set(["US", "GB"].compactMap(Region.init(rawValue:)))
        var court = try Court("Hi {{name}}", settings)
        #expect(court.verdict("Ann", phone) == words)
    }

    @Test func `a landline of the plan is left out with what that rests on`() throws {
        var court = try Court()
        guard case .dropped(let row) = court.hear("Ann", "+44 20 7946 0123") else {
            Issue.record("not dropped")
            return
        }
        #expect(row.verdict.detail.contains("GB fixed-line range"))
    }

    @Test func `where the plan is known to mislead, the row says so`() throws {
        var court = try Court()
        guard case .dropped(let row) = court.hear("Ann", "+54 11 2345-6789") else {
            Issue.record("not dropped")
            return
        }
        let number = try #require(row.number)
        let caution = try #require(NumberingPlan.bundled.caution(about: number))
        #expect(row.verdict.reason == .lineType(.fixedLine))
        #expect(row.verdict.detail.contains(caution.description))
    }
}
