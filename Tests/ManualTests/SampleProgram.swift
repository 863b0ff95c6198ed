// SPDX-License-Identifier: Apache-2.0

import Basics
import Commands
import ReportPage
import TerminalKit

extension ProgramOutline {
    /// A small program whose texts hold every character that one of the languages takes for its
    /// own.
    static let sample = ProgramOutline(
        name: "sms-campaign",
        version: "1.2.3",
        summary: "Does it.",
        commands: [
            CommandOutline(
                name: "send",
                brief: "send a campaign's messages: all of them",
                usage: "LIST.csv [options]",
                summary: ".It's a \\ sentence.",
                options: [
                    OptionOutline(
                        name: "config",
                        placeholder: "FILE",
                        help: "it's [a] \"file\": `x` \\ {{y}} $z",
                        candidates: .files
                    ),
                    OptionOutline(
                        name: "status",
                        placeholder: "S",
                        help: "one of them",
                        candidates: .words(["sent", "failed"])
                    ),
                    OptionOutline(name: "message", placeholder: "TEXT", help: "~ and ^ and …"),
                    OptionOutline(name: "dry-run", help: "'quoted'"),
                    .help,
                ],
                notes: ["'A note' that begins with a quote."],
                candidates: .files
            ),
            CommandOutline(
                name: "opt-outs",
                brief: "lists",
                usage: "(list | import FILE) [options]",
                summary: "Lists.",
                options: [.help],
                actions: [CommandAction("list"), CommandAction("import", .files)]
            ),
        ],
        options: [.help, OptionOutline(name: "version", help: "show the version")],
        exitCodes: "Exit code: 0 done."
    )
}
