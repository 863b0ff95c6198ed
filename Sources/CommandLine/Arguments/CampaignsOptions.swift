// SPDX-License-Identifier: Apache-2.0

/// The words of a `campaigns` command line as typed.
struct CampaignsOptions: Sendable {
    var operands: [String] = []
    var config, forget: String?
    var yes = false
    var json = false

    static let syntax = CommandSyntax<CampaignsOptions>(
        name: "campaigns",
        usage: "[options]",
        summary: "Shows what the ledger holds: campaigns, how their messages stand and what they cost.",
        options: [
            .value("config", "FILE", \.config, "the configuration (default: config.json in the working directory)"),
            .value(
                "forget",
                "WHAT",
                \.forget,
                "a campaign's name: remove it with its messages; or a phone number: remove it from all campaigns and lookups"
            ),
            .flag("yes", \.yes, "do not ask before forgetting"),
            .flag("json", \.json, "print one JSON object"),
        ],
        notes: [
            "What is forgotten may be sent again: nobody knows then who was messaged. An opt-out is not forgotten with the number; that takes the command opt-outs."
        ],
        operand: { $0.operands.append($1) }
    )
}
