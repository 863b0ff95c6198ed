// SPDX-License-Identifier: Apache-2.0

/// Every command of the contract.
enum CommandName: String, CaseIterable {
    case send, report, reconcile, campaigns, lookup, sandbox
    case optOuts = "opt-outs"
    // Known, and refused until its feature exists.
    case status

    /// What the command does, in a line of the program's help; nil for a command of a later version.
    var summary: String? {
        switch self {
        case .send: "send a campaign, or preview it with --dry-run"
        case .report: "show what a campaign's report says"
        case .reconcile: "settle unconfirmed messages by the provider's message log"
        case .campaigns: "show what the ledger holds, or forget a part of it"
        case .lookup: "tell what kind of line a number is"
        case .sandbox: "run the built-in practice provider"
        case .optOuts: "show or change who gets no message"
        case .status: nil
        }
    }

    /// The words of the commands that exist.
    static var available: [String] { allCases.filter { $0.summary != nil }.map(\.rawValue) }
}
