// SPDX-License-Identifier: Apache-2.0

import Basics
package import Configuration
package import Lists
import SMSText

import struct Foundation.Date

/// What is sent to whom, and how: all that whoever begins a campaign decides.
package struct CampaignJob: Sendable {
    /// The campaign's name.
    package var name: String
    package var settings: Settings
    package var list: RecipientList
    /// The message as it was written.
    package var template: String
    /// Who gets a message; its template is tied to the list's columns.
    package var rules: Rules
    /// Where the report goes.
    package var report: ReportLocation
    /// Where a report may lie that knows of messages; ``report`` unless that is a preview's.
    package var earlierReport: ReportLocation
    package var options: RunOptions

    package init(
        name: String, settings: Settings, list: RecipientList, template: String, rules: Rules,
        report: ReportLocation, options: RunOptions = RunOptions()
    ) {
        self.name = name
        self.settings = settings
        self.list = list
        self.template = template
        self.rules = rules
        self.report = report
        earlierReport = report
        self.options = options
    }
}

/// How a campaign is carried out.
package struct RunOptions: Sendable {
    /// How many recipients that can be sent a message are tried; `nil`: all.
    package var limit: Int?
    /// How many messages go out before the others, to be looked at; `nil`: none.
    package var canary: Int?
    /// Whether the run waits for the end of quiet hours.
    package var waits = false
    /// What is allowed about earlier runs and other campaigns.
    package var allowances = Overrides()
    /// Whether nobody is there to judge the canary.
    package var isUnattended = false
    /// Whether the report shows the rendered texts.
    package var includesMessages = false
    /// Whether a ledger is made although a report says that messages were sent already.
    package var allowsNewLedger = false
    /// Whether a run asks now and then what has become of a message, where the provider tells it.
    package var samplesDeliveries = true
    /// What a plan is compared with, and where it is kept.
    package var plans = PlanKeeping()

    package init() {}
}

/// Keeps what was previewed, and holds a run to it.
package struct PlanKeeping: Sendable {
    /// The program and its numbering plan.
    package var program = ""
    /// How the list was read, option by option; only what was said.
    package var options: [String: String] = [:]
    /// Gives the bytes of the configuration.
    package var configuration: @Sendable () throws -> [UInt8] = { [] }
    /// Compares a run's plan with the one that it is held to, and throws where it is another one;
    /// `nil` where it is held to none.
    package var check: (@Sendable (SavedPlan) throws -> Void)?
    /// Keeps a previewed plan; `nil` where it is not kept.
    package var save: (@Sendable (SavedPlan) throws -> Void)?

    package init() {}
}

extension CampaignJob {
    /// The same job, where what is unconfirmed is left alone.
    var leavingUnconfirmed: CampaignJob {
        var job = self
        job.options.allowances.unconfirmedAgain = false
        return job
    }

    /// The same job, after some of its recipients were tried; who was tried since then gets no
    /// second try.
    func after(canary count: Int, begunAt begin: Date) -> CampaignJob {
        var job = self
        job.options.allowances.settledBefore = begin
        job.options.limit = options.limit.map { $0 - count }
        job.options.canary = nil
        return job
    }

    /// The same job for those whom a first run has left waiting: nobody else gets a turn, or a
    /// second chance.
    func again(leaving waiting: Int) -> CampaignJob {
        var job = self
        job.options.allowances.rejectedAgain = false
        job.options.allowances.unconfirmedAgain = false
        if job.options.limit != nil { job.options.limit = waiting }
        return job
    }

    /// What was planned, as it is kept in a file.
    func savedPlan(_ plan: Plan, at now: Date) throws -> SavedPlan {
        SavedPlan(
            program: options.plans.program, savedAt: Timestamp.text(now), campaign: name,
            inputs: SavedPlan.Inputs(
                list: plan.digest.whole, template: SHA256.digest(of: template.utf8).hex,
                configuration: SHA256.digest(of: try options.plans.configuration()).hex,
                suppressionLists: rules.suppression.fingerprint.hex),
            options: options.plans.options, counts: .init(plan))
    }
}
