// SPDX-License-Identifier: Apache-2.0

import Campaign
import Ledger
import PhoneNumbers

/// What is asked before something is forgotten, and said after it.
enum ForgetWords {
    /// The words about a campaign.
    struct Campaign {
        private let name: String
        private let count: Int
        private let report: String?

        init(_ overview: CampaignOverview) {
            name = overview.campaign.details.name
            count = overview.messages
            report = overview.campaign.details.reportPath
        }

        private var title: String { "the campaign “\(Printable.text(name))”" }
        private var messages: String { Figures.count(count, "message", "messages") }

        var question: String {
            let numbers = count == 1 ? "this 1 number was" : "these \(Figures.count(count)) numbers were"
            let consequence = " Nobody will know that \(numbers) messaged: the same list would be sent again."
            return "Forget \(title) with its \(messages)?" + (count == 0 ? "" : consequence)
        }

        var answer: String {
            let rest = report.map { " Its report is a file of yours: \(Printable.text($0))" } ?? ""
            return "Forgotten: \(title) with its \(messages).\(rest)"
        }

        var json: JSONText {
            .object([("forgotten", .string("campaign")), ("campaign", .string(name)), ("messages", .integer(count))])
        }
    }

    /// The words about a person.
    struct Number {
        let number: PhoneNumber
        let traces: NumberTraces

        init(_ number: PhoneNumber, _ traces: NumberTraces) {
            self.number = number
            self.traces = traces
        }

        private var messages: String { Figures.count(traces.campaigns.count, "message", "messages") }
        private var holdings: String { "\(messages) and \(Figures.count(traces.lookups, "lookup", "lookups"))" }

        var question: String {
            let consequence =
                traces.isOptedOut
                ? "The opt-out stays, so this number gets no message."
                : "Nobody will know that this number was messaged: the same lists would be sent to it again."
            return "Forget \(number) with \(holdings)? " + consequence
        }

        var answer: String {
            let reports = traces.campaigns.compactMap(\.reportPath).map { Printable.text($0) }
            let rest = reports.isEmpty ? "" : " Reports are files of yours: \(reports.joined(separator: ", "))"
            return "Forgotten: \(number) with \(holdings).\(optOut)\(rest)"
        }

        var nothing: String { "The ledger holds nothing of \(number) that could be forgotten.\(optOut)" }

        private var optOut: String {
            traces.isOptedOut ? " This person has opted out; that stays, and they get no message." : ""
        }

        var json: JSONText {
            .object([
                ("forgotten", .string("number")), ("number", .string(number.e164)),
                ("messages", .integer(traces.campaigns.count)), ("lookups", .integer(traces.lookups)),
                ("optedOut", .bool(traces.isOptedOut)),
            ])
        }
    }
}
