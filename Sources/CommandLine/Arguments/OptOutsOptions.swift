// SPDX-License-Identifier: Apache-2.0

/// The words of an `opt-outs` command line as typed.
struct OptOutsOptions: Sendable {
    var operands: [String] = []
    var config: String?
    var json = false

    static let syntax = CommandSyntax<OptOutsOptions>(
        name: "opt-outs",
        usage: "(list | add NUMBER… | remove NUMBER… | import FILE) [options]",
        summary: "Shows or changes who gets no message of any campaign.",
        options: [
            .value("config", "FILE", \.config, "the configuration (default: config.json in the working directory)"),
            .flag("json", \.json, "print one JSON object"),
        ],
        notes: [
            "FILE is a CSV file with a phone column, or with one column. An entry that is no number stops the import, and nothing is imported.",
            "A run that is on heeds a new opt-out at once. What a provider blocks by itself stays blocked there.",
        ],
        actions: [
            CommandAction("list"), CommandAction("add"), CommandAction("remove"),
            CommandAction("import", .files),
        ],
        operand: { $0.operands.append($1) }
    )
}
