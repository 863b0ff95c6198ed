// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Lists
import PhoneNumbers
import Testing

@Suite struct RulesTests {
    private func rules(
        _ mode: LookupSettings.Mode,
        unknown: SendOrSkip = .send,
        skipping types: Set<LineType> = Settings.defaultSkipLineTypes
    ) throws -> Rules {
        var settings = Sample.settings()
        settings.lookup.mode = mode
        settings.unknownLineType = unknown
        settings.skipLineTypes = types
        return try Sample.rules("Hi {{name}}", settings)
    }

    private static let skipped: Set<LineType> = [
        .fixedLine, .tollFree, .premiumRate, .sharedCost, .pager, .uan, .voicemail,
    ]

    @Test(arguments: LookupSettings.Mode.allCases, LineType.allCases)
    func `a lookup is needed where the mode says so and only the plan has spoken`(
        mode: LookupSettings.Mode,
        type: LineType
    ) throws {
        let rules = try rules(mode)
        let isAmbiguous = type == .fixedLineOrMobile || type == .unknown
        let expected = mode == .always || mode == .auto && isAmbiguous
        #expect(rules.needsLookup(LineKnowledge(type: type, source: .plan)) == expected)
        #expect(!rules.needsLookup(LineKnowledge(type: type, source: .cache)))
        #expect(!rules.needsLookup(LineKnowledge(type: type, source: .lookup)))
    }

    @Test(arguments: LookupSettings.Mode.allCases, LineType.allCases)
    func `what the plan says decides unless a lookup is to tell`(
        mode: LookupSettings.Mode,
        type: LineType
    ) throws {
        let objection = try rules(mode).objection(
            to: LineKnowledge(type: type, source: .plan),
            planned: type
        )
        let expected = mode != .always && Self.skipped.contains(type)
        #expect(objection?.reason == (expected ? .lineType(type) : nil))
        #expect(objection?.status == (expected ? .skipped : nil))
    }

    @Test(arguments: LookupSettings.Mode.allCases, LineType.allCases)
    func `what a lookup or the cache says decides, whatever the plan said`(
        mode: LookupSettings.Mode,
        type: LineType
    ) throws {
        for source in [LineKnowledge.Source.cache, .lookup] {
            let line = LineKnowledge(type: type, source: source)
            let objection = try rules(mode).objection(to: line, planned: .mobile)
            #expect(objection?.reason == (Self.skipped.contains(type) ? .lineType(type) : nil))
            guard type != .unknown else { continue }
            #expect(
                try rules(mode).objection(to: line, planned: .fixedLine)?.reason
                    == objection?.reason
            )
        }
    }

    @Test(arguments: [LineKnowledge.Source.cache, .lookup])
    func `a lookup without a type leaves the decision to the configuration`(
        source: LineKnowledge.Source
    ) throws {
        let line = LineKnowledge(type: .unknown, source: source)
        #expect(
            try rules(.auto, unknown: .send).objection(to: line, planned: .fixedLineOrMobile) == nil
        )
        let verdict = try rules(.auto, unknown: .skip).objection(
            to: line,
            planned: .fixedLineOrMobile
        )
        #expect(verdict?.reason == .unknownLineType)
    }

    @Test(arguments: [LineKnowledge.Source.cache, .lookup], [SendOrSkip.send, .skip])
    func `a landline of the plan stays one after a lookup without a type`(
        source: LineKnowledge.Source,
        unknown: SendOrSkip
    ) throws {
        let line = LineKnowledge(type: .unknown, source: source)
        let verdict = try rules(.always, unknown: unknown).objection(to: line, planned: .fixedLine)
        #expect(verdict?.reason == .lineType(.fixedLine))
    }

    @Test func `a landline of the plan stays one after a lookup that failed`() throws {
        #expect(
            try rules(.always).objection(afterFailedLookup: .fixedLine)?.reason
                == .lineType(.fixedLine)
        )
        #expect(try rules(.always).objection(afterFailedLookup: .fixedLineOrMobile) == nil)
    }

    @Test func `a user who texts landlines may`() throws {
        let line = LineKnowledge(type: .fixedLine, source: .lookup)
        #expect(try rules(.auto, skipping: []).objection(to: line, planned: .fixedLine) == nil)
    }

    @Test func `a line type that only a lookup can tell apart is looked up before it is left out`()
        throws
    {
        let rules = try rules(.auto, skipping: [.fixedLineOrMobile])
        let planned = LineKnowledge(type: .fixedLineOrMobile, source: .plan)
        #expect(
            rules.objection(to: planned, planned: .fixedLineOrMobile) == nil
                && rules.needsLookup(planned)
        )
        let found = LineKnowledge(type: .fixedLineOrMobile, source: .lookup)
        #expect(
            rules.objection(to: found, planned: .fixedLineOrMobile)?.reason
                == .lineType(.fixedLineOrMobile)
        )
    }

    @Test(
        arguments: [
            ("(202) 555-0123", "+12025550123", nil), ("+44 7400 123456", "+447400123456", nil),
            ("", nil, "invalid_number"),
            ("   ", nil, "invalid_number"), ("n/a", nil, "invalid_number"),
            ("555-0123", "+15550123", "invalid_number"),
            ("202-555-0123 ext. 7", "+12025550123", "extension"),
            ("202-555-0123 / 202-555-0124", nil, "invalid_number"),
        ] as [(String, String?, String?)]
    )
    func `a phone cell is read`(phone: String, number: String?, reason: String?) throws {
        let reading = try rules(.auto).read(Sample.recipient("Ann", phone))
        #expect(reading.number?.e164 == number || phone.contains("/"))
        #expect(reading.refusal?.reason?.word == reason)
        #expect(reason == nil || reading.refusal?.detail.isEmpty == false)
    }

    @Test(arguments: [[], ["Ann"], ["Ann", "+12025550123"], ["Ann", "+12025550123", "", ""]])
    func `a row of another width than the header is a bad row`(cells: [String]) throws {
        let recipient = Recipient(row: 1, line: 2, phone: "+12025550123", cells: cells)
        let refusal = try rules(.auto).read(recipient).refusal
        #expect(
            refusal?.reason == .badRow && refusal?.detail.contains("\(cells.count) cell") == true
        )
    }
}
