// SPDX-License-Identifier: Apache-2.0

/// The words of a `status` command line as typed.
struct StatusOptions: Sendable {
    var operands: [String] = []
    var config, report: String?
    var json = false

    static let syntax = CommandSyntax<StatusOptions>(
        name: "status",
        usage: "CAMPAIGN [options]",
        summary:
            "Asks the provider what has become of a campaign's messages, and writes it into the report: the columns delivery and "
            + "delivery_detail, and the real cost.",
        options: [
            .value("config", "FILE", \.config, "the configuration (default: config.json in the working directory)"),
            .value(
                "report",
                "FILE",
                \.report,
                "the campaign's report, which is updated (default: where 'send' wrote it)"
            ),
            .flag("json", \.json, "print the result as one JSON object"),
        ],
        notes: [
            "It sends nothing. Messages that were accepted in the last ten minutes are asked after for up to two minutes.",
            "A number that proves to be a landline, and whoever has opted out, is left out by every later 'send'.",
        ],
        operand: { $0.operands.append($1) }
    )
}
