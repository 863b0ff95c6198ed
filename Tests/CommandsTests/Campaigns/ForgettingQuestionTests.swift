// SPDX-License-Identifier: Apache-2.0

import Basics
import Commands
import Ledger
import ReportPage
import TerminalKit
import Foundation
import PhoneNumbers
import TestSupport
import Testing

@Suite struct ForgettingQuestionTests {
    private let folder: ScratchFolder

    /// Makes a ledger in which the campaign “spring” messaged a number.
    init() async throws {
        folder = try ScratchFolder()
        try folder.write(
            #"{ "provider": "sandbox", "defaultRegion": "US", "ledger": "l.sqlite" }"#,
            to: "config.json"
        )
        let ledger = try Ledger(at: folder.file("l-sandbox.sqlite")) {
            Date(timeIntervalSince1970: 1_800_000_000)
        }
        let campaign = try await ledger.begin(
            CampaignDetails(
                name: "spring",
                provider: "sandbox",
                sender: "S",
                templateHash: "t",
                listHash: "l"
            )
        )
        let number = try #require(PhoneNumber(e164: "+12025550101"))
        _ = try await ledger.recordIntent(
            Intent(
                campaign: campaign,
                number: number,
                row: 1,
                provider: "sandbox",
                segments: 1,
                encoding: "GSM-7",
                textHash: "h"
            )
        )
        await ledger.close()
    }

    private func forget(
        _ word: String,
        answer: String
    ) async -> (code: ExitCode, console: CapturedConsole) {
        let console = CapturedConsole(terminals: [.input], width: 1000, answers: [answer])
        let context = CommandContext(
            environment: [:],
            workingDirectory: folder.path,
            console: console
        )
        return (await SMSCampaign.run(["campaigns", "--forget", word], in: context), console)
    }

    @Test(arguments: [
        (
            "spring",
            "Forget the campaign “spring” with its 1 message? Nobody will know that this 1 number was messaged: "
                + "the same list would be sent again. [y/N] "
        ),
        (
            "202-555-0101",
            "Forget +12025550101 with 1 message and 0 lookups? Nobody will know that this number was messaged: "
                + "the same lists would be sent to it again. [y/N] "
        ),
    ])
    func `it asks with the count and the consequence`(word: String, question: String) async throws {
        let no = await forget(word, answer: "no")
        #expect(no.code == .refused && no.console.errors == question + "Nothing was forgotten.\n")
        let yes = await forget(word, answer: "yes")
        #expect(yes.code == .done && yes.console.errors == question)
        #expect(yes.console.output.hasPrefix("Forgotten: "))
    }
}
