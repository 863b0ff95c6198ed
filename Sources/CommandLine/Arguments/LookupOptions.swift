// SPDX-License-Identifier: Apache-2.0

/// The words of a `lookup` command line as typed.
struct LookupOptions: Sendable {
    var operands: [String] = []
    var offline = false
    var region, config: String?
    var json = false
    var yes = false
    var repair = false

    static let syntax = CommandSyntax<LookupOptions>(
        name: "lookup",
        usage: "NUMBER… [options]",
        summary: "Tells of each number whether it is valid, where it belongs and what kind of line it is.",
        options: [
            .flag("offline", \.offline, "make no request: answer from the numbering plan (needs no configuration)"),
            .value("region", "US", \.region, "the region of numbers that are written without +"),
            .value("config", "FILE", \.config, "the configuration (default: config.json in the working directory)"),
            .flag("json", \.json, "print one JSON object a line"),
            .flag("yes", \.yes, "do not ask before more than 10 paid lookups"),
            .flag("repair", \.repair, "repair numbers that a spreadsheet broke, as send does"),
        ],
        notes: ["`-` reads numbers from standard input, one a line."],
        operand: { $0.operands.append($1) }
    )
}
