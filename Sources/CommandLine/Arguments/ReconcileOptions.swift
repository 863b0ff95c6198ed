// SPDX-License-Identifier: Apache-2.0

/// The words of a `reconcile` command line as typed.
struct ReconcileOptions: Sendable {
    var operands: [String] = []
    var config, report: String?
    var json = false

    static let syntax = CommandSyntax<ReconcileOptions>(
        name: "reconcile",
        usage: "CAMPAIGN [options]",
        summary:
            "Looks a campaign's unconfirmed messages up in the provider's message log, and settles those of which it can tell.",
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
        notes: ["It sends nothing. Whatever the log leaves in doubt stays unconfirmed."],
        operand: { $0.operands.append($1) }
    )
}
