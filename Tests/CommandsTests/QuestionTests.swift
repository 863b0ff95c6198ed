// SPDX-License-Identifier: Apache-2.0

import Basics
import Commands
import ReportPage
import TerminalKit
import Testing

@Suite struct QuestionTests {
    private func ask(
        _ answers: [String],
        terminals: Set<ConsoleStream> = [.input]
    ) throws(CommandFailure) -> (Bool, String) {
        let console = CapturedConsole(terminals: terminals, answers: answers)
        let context = CommandContext(environment: [:], workingDirectory: "/", console: console)
        return (try Question("Send 3 messages?").ask(in: context), console.errors)
    }

    @Test(arguments: [(["y"], true), (["YES"], true), (["n"], false), ([""], false), ([], false)])
    func `only yes is yes`(answers: [String], isYes: Bool) throws {
        let (answer, shown) = try ask(answers)
        #expect(answer == isYes)
        #expect(shown == "Send 3 messages? [y/N] ")
    }

    @Test func `another word is asked again`() throws {
        let (answer, shown) = try ask(["perhaps", "y"])
        #expect(answer)
        #expect(shown == "Send 3 messages? [y/N] please answer yes or no\nSend 3 messages? [y/N] ")
    }

    @Test func `without a terminal nobody is asked`() {
        #expect(
            throws: CommandFailure(
                "standard input is not a terminal, so nobody can be asked; add --yes to go on without a question"
            )
        ) {
            try ask(["y"], terminals: [.error])
        }
    }
}
