// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Campaign
import Configuration
import Ledger
import Lists
import TerminalKit

/// The words of a `send` command line as typed, before they are checked against each other.
struct SendOptions: Sendable {
    var operands: [String] = []
    var config, template, message, report, campaign, phoneColumn: String?
    var encoding, delimiter, progress: String?
    var noRepair = false
    var conditions: [String] = []
    var headerRow: Int?
    var sheet: String?
    var limit: Int?
    var savePlan, plan, testTo: String?
    var canary: Int?
    var sendBefore: String?
    var wait = false
    var isDryRun = false
    var lookup = false
    var includeMessages = false
    var yes = false
    var json = false
    var quiet = false
    var allowances = Overrides()
    var newLedger = false
    var acceptOlderLedger = false
    var movedLedger = false

    static let syntax = CommandSyntax<SendOptions>(
        name: "send", usage: "RECIPIENTS.csv (--template FILE | --message TEXT) [options]",
        summary:
            "Sends a text message to every recipient of a CSV file, except to landlines and whoever else must not get one.",
        options: [
            .value(
                "template", "FILE", into: \.template,
                help: "the message, with {{column}} for a recipient's values"),
            .value(
                "message", "TEXT", into: \.message, help: "the message itself instead of a file"),
            .value(
                "config", "FILE", into: \.config,
                help: "the configuration (default: config.json in the working directory)"),
            .value(
                "report", "FILE", into: \.report,
                help:
                    "where the report goes (default: NAME-report.csv beside NAME.csv; NAME-preview.csv in a dry run)"
            ),
            .value(
                "campaign", "NAME", into: \.campaign,
                help: "the campaign (default: the input file's name without its extension)"),
            .flag(
                "dry-run", into: \.isDryRun, help: "preview: send nothing, make no request at all"),
            .flag(
                "lookup", into: \.lookup,
                help: "with --dry-run: make the lookups too, so that the preview is exact"),
            .value(
                "phone-column", "NAME", into: \.phoneColumn,
                help: "the column with the phone number (default: found by header)"),
            .value(
                "encoding", "NAME", into: \.encoding,
                help:
                    "how the list's text is encoded: utf-8, windows-1252, shift_jis, gb18030, … "
                    + "(default: found out)"
            ).choosing(FileEncoding.names),
            .value(
                "delimiter", "C", into: \.delimiter,
                help:
                    "what stands between the list's cells: a character, or tab (default: found out)"
            ),
            .value(
                "sheet", "NAME", into: \.sheet,
                help: "the sheet of a workbook (default: the first with something in it)"),
            .number(
                "header-row", "N", into: \.headerRow, in: 1...Int.max,
                help:
                    "the line of the list on which its header stands "
                    + "(default: found below titles and comments)"
            ),
            .flag(
                "no-repair", into: \.noRepair,
                help: "take numbers as they are written: repair none that a spreadsheet broke"),
            .values(
                "where", "CONDITION", into: \.conditions,
                help:
                    "only rows with City=Berlin, City!=Berlin, \"City is empty\" or "
                    + "\"City is not empty\"; given again: and"
            ),
            .number(
                "limit", "N", into: \.limit, in: 1...Int.max,
                help: "try only the first N recipients that can be sent"),
            .value(
                "save-plan", "FILE", into: \.savePlan,
                help: "with --dry-run: keep what was previewed in a small file, for --plan"),
            .value(
                "plan", "FILE", into: \.plan,
                help:
                    "send what that plan shows: refuse when the list, the message or anything else differs"
            ),
            .number(
                "canary", "N", into: \.canary, in: 1...1000,
                help:
                    "send the first N, show what becomes of them, and ask before the others follow"),
            .value(
                "test-to", "NUMBER", into: \.testTo,
                help: "send one message of the list to your own number, and to nobody else"),
            .value(
                "send-before", "TIME", into: \.sendBefore,
                help:
                    "leave out whoever cannot be sent a message before this time (2026-11-30T18:00: on the recipient's own clock)"
            ),
            .flag(
                "wait", into: \.wait,
                help: "wait for the end of quiet hours and go on then; Ctrl-C leaves at once"),
            .flag(
                "include-messages", into: \.includeMessages,
                help: "add the rendered texts to the report as its last column"),
            .flag(
                "yes", into: \.yes,
                help: "do not ask (needed when standard input is not a terminal)"),
            .flag("json", into: \.json, help: "print the summary as one JSON object"),
            .value(
                "progress", "KIND", into: \.progress,
                help:
                    "how progress is shown: live (one line of a terminal), plain (a line now and then), json (events) or none"
            ).choosing(ProgressMode.words), .flag("quiet", into: \.quiet, help: "show no progress"),
            .flag(
                "again", into: \.allowances.sameListAgain,
                help: "send the same list and template as an earlier campaign, on purpose"),
            .flag(
                "accept-new-template", into: \.allowances.newTemplate,
                help: "the template changed: use it for the rows that are left"),
            .flag(
                "keep-earlier", into: \.allowances.earlierTexts,
                help: "texts or numbers changed where a message was sent: leave those rows alone"),
            .flag(
                "literal", into: \.allowances.foreignPlaceholders,
                help: "the text has {name}, %name% or the like in it: send it as it is"),
            .flag(
                "accept-new-provider", into: \.allowances.newProvider,
                help: "the campaign began with another provider entry: go on with this one"),
            .flag(
                "new-ledger", into: \.newLedger,
                help: "start a ledger although a report says that messages were sent already"),
            .flag(
                "accept-older-ledger", into: \.acceptOlderLedger,
                help: "the ledger lost something: go on with what is there; rows that may have got "
                    + "a message become unconfirmed"),
            .flag(
                "moved-ledger", into: \.movedLedger,
                help: "the ledger was moved or restored, no other copy is in use: accept it"),
            .flag(
                "retry-rejected", into: \.allowances.rejectedAgain,
                help: "try rows again that the provider refused"),
            .flag(
                "resend-unconfirmed", into: \.allowances.unconfirmedAgain,
                help:
                    "send unconfirmed rows again, except those that the provider's message log has"),
        ],
        notes: [
            "`-` as RECIPIENTS.csv reads standard input; it needs --campaign and --report.",
            "Running the same command again resumes: no number gets a second message of one campaign.",
            ExitCode.help,
        ], candidates: .files, operand: { $0.operands.append($1) })
}

extension SendOptions {
    /// What is accepted of a ledger that is not as its last run left it.
    var ledgerTrust: LedgerTrust {
        var trust = LedgerTrust()
        (trust.acceptsOlder, trust.acceptsMoved) = (acceptOlderLedger, movedLedger)
        return trust
    }
}
