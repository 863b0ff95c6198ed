// SPDX-License-Identifier: Apache-2.0

import Campaign
import Ledger
import PhoneNumbers

import struct Foundation.Date

/// Shows and changes the opt-outs of a ledger.
struct OptOutDesk: Sendable {
    let settings: Settings
    let context: CommandContext

    /// So many are imported in one transaction, for which a run that is on has to wait.
    private static let batch = 10_000

    private var path: String { settings.ledgerPath }

    /// All opt-outs, oldest first.
    func list() async throws -> OptOutAnswer {
        let ledger = Ledger.exists(at: path) ? try Ledger(at: path, for: .readOnly, now: { Date() }) : nil
        let optOuts = try await ledger?.optOuts() ?? []
        await ledger?.close()
        var table = Table(.left, .left, .left)
        for optOut in optOuts { table.add(optOut.number.e164, Moment.text(optOut.date), optOut.sourceWords) }
        let lines =
            table.isEmpty ? ["Nobody has opted out by the ledger \(path)."] : table.lines(width: context.console.width)
        return OptOutAnswer(
            text: lines.map { $0 + "\n" }.joined(),
            json: .object([("ledger", .string(path)), ("optOuts", .array(optOuts.map(\.json)))])
        )
    }

    /// Adds people by the user's word.
    func add(_ words: [String]) async throws -> OptOutAnswer {
        let numbers = try read(words)
        let ledger = try openToWrite()
        var (lines, added, known) = ("", [JSONText](), [JSONText]())
        for number in numbers {
            let before = try await ledger.optOuts(of: number)
            try await ledger.addOptOut(OptOut(number: number, provider: nil, source: .user, date: Date()))
            if before.isEmpty { added.append(.string(number.e164)) } else { known.append(.string(number.e164)) }
            lines +=
                "\(number): " + (before.isEmpty ? "opted out from now on" : "known already (\(Self.words(before)))")
                + "\n"
        }
        await ledger.close()
        return OptOutAnswer(text: lines, json: .object([("added", .array(added)), ("known", .array(known))]))
    }

    /// Removes people, whoever reported them.
    func remove(_ words: [String]) async throws -> OptOutAnswer {
        let numbers = try read(words)
        let ledger = Ledger.exists(at: path) ? try openToWrite() : nil
        var (answer, removed, unknown) = (OptOutAnswer(text: "", json: .null), [JSONText](), [JSONText]())
        for number in numbers {
            let before = try await ledger?.optOuts(of: number) ?? []
            try await ledger?.removeOptOut(number)
            if before.isEmpty { unknown.append(.string(number.e164)) } else { removed.append(.string(number.e164)) }
            answer.text +=
                "\(number): " + (before.isEmpty ? "was not opted out" : "removed (\(Self.words(before)))") + "\n"
            answer.warnings += before.compactMap { $0.provider }.map { Self.warning(number, $0) }
        }
        await ledger?.close()
        answer.json = .object([("removed", .array(removed)), ("unknown", .array(unknown))])
        return answer
    }

    /// Adds the people of a CSV file; none where it has a mistake.
    func importFile(_ file: String) async throws -> OptOutAnswer {
        let list = NumberList(name: file, defaultRegion: settings.defaultRegion)
        let numbers = try list.numbers(at: context.absolute(file)).sorted { $0.e164 < $1.e164 }
        let (name, now) = (FileName.last(file), Date())
        let optOuts = numbers.map { OptOut(number: $0, provider: nil, source: .list, file: name, date: now) }
        let ledger = try openToWrite()
        var added = 0
        for start in stride(from: 0, to: optOuts.count, by: Self.batch) {
            added += try await ledger.addOptOuts(Array(optOuts[start...].prefix(Self.batch)))
        }
        await ledger.close()
        let known = numbers.count - added
        let count = Figures.count(numbers.count, "number", "numbers")
        return OptOutAnswer(
            text:
                "\(Printable.text(file)): \(count), \(Figures.count(added)) new, \(Figures.count(known)) known already\n",
            json: .object([
                ("file", .string(file)), ("numbers", .integer(numbers.count)), ("added", .integer(added)),
                ("known", .integer(known)),
            ])
        )
    }

    private func openToWrite() throws(LedgerError) -> Ledger {
        let ledger = try Ledger(at: path, now: { Date() })
        if ledger.wasCreated { context.console.write("A new ledger was made: \(path)\n", to: .error) }
        return ledger
    }

    /// Reads all words before anything is changed, each person once.
    private func read(_ words: [String]) throws(CommandFailure) -> [PhoneNumber] {
        let reader = NumberWord(defaultRegion: settings.defaultRegion)
        var numbers: [PhoneNumber] = []
        for word in words {
            do {
                let number = try reader.read(word)
                if !numbers.contains(number) { numbers.append(number) }
            } catch {
                throw CommandFailure("“\(Printable.text(word))” is no phone number (\(error)); nothing was changed")
            }
        }
        return numbers
    }

    private static func words(_ optOuts: [OptOut]) -> String {
        optOuts.map { "\($0.sourceWords), \(Moment.text($0.date))" }.joined(separator: "; ")
    }

    private static func warning(_ number: PhoneNumber, _ provider: String) -> String {
        "\(number): “\(Printable.text(provider))” reported this opt-out, and may itself go on blocking messages to the number"
    }
}
