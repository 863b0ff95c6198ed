// SPDX-License-Identifier: Apache-2.0

import Campaign
import Ledger
import TestSupport

/// What of a campaign must not change by itself between two runs.
struct Wish: Sendable, Equatable {
    /// The wording of the message, the names in the list, and the provider entry.
    var wording = 0
    var names = 0
    var entry = "plivo"
}

/// What the user types: one run.
struct Command: Sendable {
    /// The campaign of the story, and the same list under another name.
    static let names = ["spring", "autumn"]

    var campaign = Self.names[0]
    var wish = Wish()
    /// The account that the provider entry names.
    var account = "one"
    var allowances = Overrides()
    var limit: Int?
    var canary: Int?
    var waits = false
    /// Whether nobody is there to answer.
    var isUnattended = false
    var allowsNewLedger = false
    /// What the user answers to the plan, and after the canary.
    var agrees = true
    var goesOn = true
    /// Whether the ledger was moved away before.
    var losesLedger = false
    /// Whether a backup of the ledger was put in its place, and whether that is accepted.
    var putsBackBackup = false
    var acceptsOlder = false

    /// What is accepted of a ledger.
    var trust: LedgerTrust {
        var trust = LedgerTrust()
        trust.acceptsOlder = acceptsOlder
        return trust
    }

    var reportPath: String { "/\(campaign)-report.csv" }

    /// Whether it is the story's own campaign with all of its recipients.
    var isPlain: Bool { campaign == Self.names[0] && limit == nil && agrees && goesOn }
}

extension Command {
    /// Draws the next command.
    ///
    /// - Parameters:
    ///   - number: the run; the first one begins the campaign.
    ///   - isCalm: whether the campaign is to come to its end.
    ///   - state: the conditions and the chance.
    /// - Returns: the command.
    func next(_ number: Int, isCalm: Bool, _ state: inout WorldState) -> Command {
        var command = Command()
        (command.wish, command.account) = (wish, account)
        guard !isCalm else { return command.allowingAll }
        let conditions = state.conditions
        command.allowances.rejectedAgain = conditions.retriesRejected
        if number > 1, state.chance.oneIn(conditions.changeOneIn) { command.change(&state.chance) }
        command.acceptsOlder = !state.events.oneIn(3)
        command.putsBackBackup = number > 1 && state.events.oneIn(conditions.backupOneIn)
        if state.chance.oneIn(conditions.canaryOneIn) {
            command.canary = 1 + state.chance.pick(3)
            command.isUnattended = state.chance.oneIn(2)
            command.goesOn = !state.chance.oneIn(4)
        }
        command.waits = state.rails.calendar != nil && state.chance.oneIn(conditions.waitOneIn)
        if state.chance.oneIn(10) { command.limit = 1 + state.chance.pick(4) }
        command.agrees = !state.chance.oneIn(20)
        return command
    }

    /// The command that nothing of before stands in the way of.
    private var allowingAll: Command {
        var command = self
        command.allowances.newTemplate = true
        command.allowances.earlierTexts = true
        command.allowances.newProvider = true
        command.allowances.sameListAgain = true
        command.allowsNewLedger = true
        command.acceptsOlder = true
        return command
    }

    /// Changes something that a second run must not change by itself, with or without the user's
    /// word.
    private mutating func change(_ chance: inout SeededGenerator) {
        switch chance.pick(7) {
        case 0: wish.wording = 1 - wish.wording
        case 1: wish.names = 1 - wish.names
        case 2: wish.entry = wish.entry == "plivo" ? "plivo-2" : "plivo"
        case 3: account = account == "one" ? "two" : "one"
        case 4, 5: campaign = Self.names[1]
        default: losesLedger = true
        }
        guard chance.oneIn(2) else { return }
        allowances.newTemplate = chance.oneIn(2)
        allowances.earlierTexts = chance.oneIn(2)
        allowances.newProvider = chance.oneIn(2)
        allowances.sameListAgain = chance.oneIn(2)
        allowsNewLedger = chance.oneIn(2)
    }
}

/// Why a run must not begin.
enum Refusal: String, CaseIterable, Sendable {
    case otherTemplate, otherTexts, otherEntry, otherAccount, sameList, lostLedger, olderLedger,
        goneLedger

    /// Whether the ledger's files are not what they were.
    var isOfFiles: Bool { self == .olderLedger || self == .goneLedger }

    /// Reads what opening the ledger says; `nil` where it is something else.
    init?(_ kind: LedgerError.Kind) {
        switch kind {
        case .older: self = .olderLedger
        case .gone: self = .goneLedger
        default: return nil
        }
    }

    /// Reads what the program says; `nil` where it is something else.
    init?(_ failure: CampaignFailure) {
        switch failure {
        case .obstacle(.templateChanged): self = .otherTemplate
        case .obstacle(.textsChanged): self = .otherTexts
        case .obstacle(.providerChanged): self = .otherEntry
        case .obstacle(.accountChanged): self = .otherAccount
        case .obstacle(.sentBefore): self = .sameList
        case .lostLedger: self = .lostLedger
        default: return nil
        }
    }
}
