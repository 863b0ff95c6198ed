// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import HTTP
import Ledger
import Providers
import Configuration
import Lists
import Pacing
import PhoneNumbers
import TerminalKit

import struct Foundation.Date

/// Looks numbers up with the configured provider: the ledger's cache first, then requests, within
/// the rate; answers in input order.
struct PaidLookups: Sendable {
    /// So many lookups are made without a question.
    private static let freeOfQuestion = 10

    let arguments: LookupArguments
    let context: CommandContext

    /// Looks the numbers up and prints the answers.
    func run(_ numbers: [String]) async throws -> ExitCode {
        let settings = try context.settings(from: arguments.config)
        guard settings.provider.hasLookups else {
            let name = settings.provider.name
            throw CommandFailure(
                "\(settings.file): providers.\(name): the entry has no \"lookup\"; add --offline for what the numbering plan knows"
            )
        }
        let region = arguments.region ?? settings.defaultRegion
        var answers = numbers.map { NumberAnswer($0, region: region, repairs: arguments.repairs) }
        let cached = try await recall(answers, settings)
        for index in answers.indices { answers[index].line = cached[index] ?? answers[index].line }
        let open = answers.indices.filter { answers[$0].isValid && cached[$0] == nil }
        let numbersToLookUp = Self.unique(open.compactMap { answers[$0].number })
        if !open.isEmpty {
            try CampaignServices(settings, in: context, trust: LedgerTrust(.warns)).check(settings)
            if let notice = settings.provider.kind.wireFormat?.lookupNotice {
                context.console.writeLine("Note: \(notice).", to: .error)
            }
        }
        guard try confirm(numbersToLookUp.count, settings) else {
            context.console.writeLine("No lookup was made.", to: .error)
            return .refused
        }
        var cause: StopCause?
        if !open.isEmpty {
            let (results, stopped) = try await lookUp(numbersToLookUp, settings)
            cause = stopped
            for index in open {
                guard let result = answers[index].number.flatMap({ results[$0] }) else { continue }
                answers[index].take(result, cause)
            }
        }
        var printer = AnswerPrinter(console: context.console, json: arguments.json)
        answers.forEach { printer.write($0) }
        printer.flush()
        return exitCode(cause)
    }

    private func recall(
        _ answers: [NumberAnswer], _ settings: Settings
    ) async throws -> [Int: LineKnowledge] {
        guard let ledger = try context.ledgerToRead(settings) else { return [:] }
        let memory = LedgerMemory(ledger: ledger, campaign: nil, settings: settings, at: Date())
        let found = try await memory.recall(answers.filter(\.isValid).compactMap(\.number))
        await ledger.close()
        let known = answers.indices.compactMap { index in
            answers[index].number.flatMap { found[$0]?.line }.map { (index, $0) }
        }
        return Dictionary(uniqueKeysWithValues: known)
    }

    private func confirm(_ count: Int, _ settings: Settings) throws(CommandFailure) -> Bool {
        guard count > Self.freeOfQuestion, !arguments.assumesYes else { return true }
        return try Question.lookups(count, settings.prices).ask(in: context)
    }

    private static func unique(_ numbers: [PhoneNumber]) -> [PhoneNumber] {
        var seen: Set<PhoneNumber> = []
        return numbers.filter { seen.insert($0).inserted }
    }

    private func lookUp(
        _ numbers: [PhoneNumber], _ settings: Settings
    ) async throws -> ([PhoneNumber: LookupResult], StopCause?) {
        let services = CampaignServices(settings, in: context, trust: LedgerTrust(.warns))
        let ledger = try await services.ledgers.openForRequests(
            CampaignNotes(context: context).show)
        let connection = try await services.connect(settings)
        async let _: Void = SignalWatch(stop: services.stop).run()
        let factory = RequestFactory(
            connection, journal: ledger, account: ledger.paceAccount(of: connection.tools))
        let width = connection.settings.lookup.maxConcurrent
        let results = try await factory.keepingPace(of: [.lookups]) {
            await factory.lookups().lookUpAll(numbers, width: width)
        }
        await connection.close()
        await ledger.close()
        return (results, services.stop.cause)
    }

    private func exitCode(_ cause: StopCause?) -> ExitCode {
        guard let cause else { return .done }
        context.console.writeLine("Stopped: \(cause.sentence).", to: .error)
        return ExitCode(cause.ending)
    }
}

extension NumberAnswer {
    /// Takes in what a lookup came to.
    fileprivate mutating func take(_ result: LookupResult, _ cause: StopCause?) {
        switch result {
        case .found(let line, _): self.line = line
        case .noSuchNumber(let words):
            problem = "the lookup says that there is no such number: \(words)"
        case .refused(let word): problem = "the lookup was refused: \(word.text)"
        case .unexplained(let word): problem = "the lookup failed: \(word.text)"
        case .failed(let detail), .rateLimited(let detail), .capped(let detail):
            problem = "the lookup failed: \(detail)"
        case .leftOver: problem = "not looked up: \(cause?.sentence ?? "the run ended")"
        }
    }
}
