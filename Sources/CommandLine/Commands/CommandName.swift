// SPDX-License-Identifier: Apache-2.0

/// Every command of the contract.
enum CommandName: String, CaseIterable {
    case send, report, status, reconcile, campaigns, lookup, sandbox
    case optOuts = "opt-outs"

    /// What the command does, in a line of the program's help.
    var summary: String {
        switch self {
        case .send: "send a campaign, or preview it with --dry-run"
        case .report: "show what a campaign's report says"
        case .status: "ask the provider what has become of a campaign's messages"
        case .reconcile: "settle unconfirmed messages by the provider's message log"
        case .campaigns: "show what the ledger holds, or forget a part of it"
        case .lookup: "tell what kind of line a number is"
        case .sandbox: "run the built-in practice provider"
        case .optOuts: "show or change who gets no message"
        }
    }

    /// The words of all commands.
    static var words: [String] { allCases.map(\.rawValue) }
}
