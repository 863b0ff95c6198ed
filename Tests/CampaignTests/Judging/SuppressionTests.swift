// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Ledger
import Lists
import PhoneNumbers
import TestSupport
import Testing

@Suite struct SuppressionTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
    }

    private func suppression(_ contents: String...) throws -> Suppression {
        let files = try contents.enumerated().map { index, text in
            let name = "stop-\(index).csv"
            return SuppressionFile(name: name, path: try folder.write(text, to: name))
        }
        return try Suppression(reading: files, defaultRegion: Region(rawValue: "US"))
    }

    private func judge(
        _ phone: String,
        _ suppression: Suppression,
        _ memory: Ledger.Recollection = Ledger.Recollection()
    ) throws -> Judgement {
        var settings = Sample.settings()
        settings.allowedRegions = Set([Region(rawValue: "US")].compactMap { $0 })
        var rules = try Sample.rules("Hi {{name}}", settings)
        rules.suppression = suppression
        var judge = Judge(rules: rules, textHash: nil, currency: "USD")
        return judge.judge(rules.read(Sample.recipient("Ann", phone)), memory: memory)
    }

    private func words(_ judgement: Judgement) -> String {
        switch judgement {
        case .candidate: "candidate"
        case .dropped(let row), .settled(let row, _): row.words
        }
    }

    @Test(arguments: [
        "(202) 555-0123", "+1 202 555 0123", "12025550123", "202.555.0123", "＋１２０２５５５０１２３",
    ])
    func `a suppressed person is the same in every spelling`(phone: String) throws {
        for written in ["+12025550123", "phone\n(202) 555-0123", "name,cell\nAnn,1-202-555-0123"] {
            #expect(
                words(try judge(phone, try suppression(written))) == "skipped suppressed",
                "\(written)"
            )
        }
        #expect(words(try judge(phone, try suppression("+12025550124"))) == "candidate")
    }

    @Test func `the row names the list`() throws {
        let lists = try suppression("+12025550124\n", "+12025550123\n")
        guard case .dropped(let row) = try judge(Sample.mobile, lists) else {
            Issue.record("not dropped")
            return
        }
        #expect(
            row.verdict.detail == "the number is on the suppression list stop-1.csv"
                && row.lineDecision == nil
        )
    }

    @Test
    func
        `a suppression comes after what is settled and opted out, and before the region and the line`()
        throws
    {
        let lists = try suppression("+12025550123\n+442079460123\n")
        #expect(
            words(try judge(Sample.mobile, lists, Ledger.Recollection(isOptedOut: true)))
                == "skipped opted_out"
        )
        let landline = Ledger.Recollection(lookup: try Sample.lookup(.fixedLine))
        #expect(words(try judge(Sample.mobile, lists, landline)) == "skipped suppressed")
        #expect(words(try judge("+44 20 7946 0123", lists)) == "skipped suppressed")
        #expect(words(try judge("+44 20 7946 0124", lists)) == "skipped region_not_allowed")
    }

    @Test func `a list in doubt suppresses the whole run`() throws {
        #expect(throws: NumberListError.self) {
            try suppression("+12025550123\n", "nobody\nnobody else\n")
        }
        let gone = SuppressionFile(name: "gone.csv", path: folder.file("gone.csv"))
        #expect(throws: (any Error).self) { try Suppression(reading: [gone], defaultRegion: nil) }
    }
}
