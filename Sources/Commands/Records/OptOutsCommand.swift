// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Ledger
import Configuration
import Lists
import PhoneNumbers
import TerminalKit

import struct Foundation.Date

/// The command `opt-outs`: who gets no message of any campaign.
///
/// It claims no ledger: a person who says stop while a run is on must not have to wait for its end.
struct OptOutsCommand: Command {
    let arguments: OptOutsArguments

    func run(in context: CommandContext) async throws -> ExitCode {
        let settings = try context.settings(from: arguments.config)
        let optOuts = OptOutActions(settings: settings, context: context)
        let answer =
            switch arguments.action {
            case .list: try await optOuts.list()
            case .add(let words): try await optOuts.add(words)
            case .remove(let words): try await optOuts.remove(words)
            case .importFile(let path): try await optOuts.importFile(path)
            }
        if settings.provider.isSandbox {
            let note =
                "These are the practice provider's opt-outs (\(settings.ledgerPath)); real "
                + "campaigns have their own."
            context.console.writeLine(note, to: .error)
        }
        for warning in answer.warnings {
            context.console.writeLine("warning: \(warning)", to: .error)
        }
        context.console.write(arguments.json ? answer.json.text + "\n" : answer.text, to: .output)
        return .done
    }
}

extension OptOut {
    /// Who reported it: a provider entry, `user`, or `import` with the file's name.
    var sourceWords: String {
        switch source {
        case .user: "user"
        case .provider: Printable.text(provider ?? "")
        case .list: "import " + Printable.text(file ?? "")
        }
    }

    /// The opt-out as `opt-outs list --json` shows it.
    var json: JSONText {
        .object([
            ("number", .string(number.e164)), ("source", .string(source.rawValue)),
            ("provider", provider.map(JSONText.string) ?? .null),
            ("file", file.map(JSONText.string) ?? .null), ("at", .string(Timestamp.text(date))),
        ])
    }
}

struct OptOutAnswer: Sendable {
    /// Lines for a person, each with its line feed.
    var text: String
    /// The same as JSON.
    var json: JSONText
    /// What the user should know besides.
    var warnings: [String] = []
}

/// Shows and changes the opt-outs of a ledger.
struct OptOutActions: Sendable {
    let settings: Settings
    let context: CommandContext

    /// So many are imported in one transaction, for which a run that is on has to wait.
    private static let batch = 10_000

    private var path: String { settings.ledgerPath }

    /// All opt-outs, oldest first.
    func list() async throws -> OptOutAnswer {
        let ledger = try context.ledgerToRead(settings)
        let optOuts = try await ledger?.optOuts() ?? []
        await ledger?.close()
        var table = Table(.left, .left, .left)
        for optOut in optOuts {
            table.add(optOut.number.e164, Moment.text(optOut.date), optOut.sourceWords)
        }
        let lines =
            table.isEmpty
            ? ["Nobody has opted out by the ledger \(Printable.text(path))."]
            : table.lines(width: context.console.width)
        return OptOutAnswer(
            text: lines.map { $0 + "\n" }.joined(),
            json: .object([("ledger", .string(path)), ("optOuts", .array(optOuts.map(\.json)))]))
    }

    /// Adds people by the user's word.
    func add(_ words: [String]) async throws -> OptOutAnswer {
        let numbers = try read(words)
        let ledger = try context.ledgerToWrite(settings)
        var (lines, added, known) = ("", [JSONText](), [JSONText]())
        for number in numbers {
            let before = try await ledger.optOuts(of: number)
            try await ledger.addOptOut(
                OptOut(number: number, provider: nil, source: .user, date: Date()))
            if before.isEmpty {
                added.append(.string(number.e164))
            } else {
                known.append(.string(number.e164))
            }
            lines +=
                "\(number): "
                + (before.isEmpty
                    ? "opted out from now on" : "known already (\(Self.words(before)))") + "\n"
        }
        await ledger.close()
        return OptOutAnswer(
            text: lines, json: .object([("added", .array(added)), ("known", .array(known))]))
    }

    /// Removes people, whoever reported them.
    func remove(_ words: [String]) async throws -> OptOutAnswer {
        let numbers = try read(words)
        let ledger = Ledger.exists(at: path) ? try context.ledgerToWrite(settings) : nil
        var (answer, removed, unknown) = (
            OptOutAnswer(text: "", json: .null), [JSONText](), [JSONText]()
        )
        for number in numbers {
            let before = try await ledger?.optOuts(of: number) ?? []
            try await ledger?.removeOptOut(number)
            if before.isEmpty {
                unknown.append(.string(number.e164))
            } else {
                removed.append(.string(number.e164))
            }
            answer.text +=
                "\(number): "
                + (before.isEmpty ? "was not opted out" : "removed (\(Self.words(before)))") + "\n"
            answer.warnings += before.compactMap { $0.provider }.map { Self.warning(number, $0) }
        }
        await ledger?.close()
        answer.json = .object([("removed", .array(removed)), ("unknown", .array(unknown))])
        return answer
    }

    /// Adds the people of a CSV file; none where it has a mistake.
    func importFile(_ file: String) async throws -> OptOutAnswer {
        let list = NumberList(
            name: file, defaultRegion: settings.defaultRegion, sender: settings.senderNumber)
        let listed = try list.read(at: context.absolute(file))
        let ledger = try context.ledgerToWrite(settings)
        let added = try await add(listed.people, from: file, to: ledger)
        // What entries may mean besides counts as no person.
        _ = try await add(Array(listed.others), from: file, to: ledger)
        await ledger.close()
        return Self.answer(file, listed, added: added)
    }

    private func add(
        _ numbers: [PhoneNumber], from file: String, to ledger: Ledger
    ) async throws(LedgerError) -> Int {
        let (name, now) = (FileName.last(file), Date())
        let optOuts = numbers.sorted { $0.e164 < $1.e164 }.map {
            OptOut(number: $0, provider: nil, source: .list, file: name, date: now)
        }
        var added = 0
        for start in stride(from: 0, to: optOuts.count, by: Self.batch) {
            added += try await ledger.addOptOuts(Array(optOuts[start...].prefix(Self.batch)))
        }
        return added
    }

    private static func answer(
        _ file: String, _ listed: ListedNumbers, added: Int
    ) -> OptOutAnswer {
        let (count, known) = (listed.people.count, listed.people.count - added)
        let notes = ListNotes(listed)
        let log = notes.replies.map {
            "a log of \(Figures.count($0.messages, "message", "messages")): "
        }
        var json: [(String, JSONText)] = [
            ("file", .string(file)), ("numbers", .integer(count)), ("added", .integer(added)),
            ("known", .integer(known)), ("repaired", .integer(listed.repairs.count)),
        ]
        if let replies = notes.replies { json.append(("messages", .integer(replies.messages))) }
        return OptOutAnswer(
            text:
                "\(Printable.text(file)): \(log ?? "")\(Figures.count(count, "number", "numbers"))"
                + "\(log == nil ? "" : " that answered STOP"), \(Figures.count(added)) new, "
                + "\(Figures.count(known)) known already\n",
            json: .object(json), warnings: ListNotesText(name: file, notes: notes).sentences)
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
                throw CommandFailure(
                    "“\(word)” is no phone number (\(error)); nothing was changed")
            }
        }
        return numbers
    }

    private static func words(_ optOuts: [OptOut]) -> String {
        optOuts.map { "\($0.sourceWords), \(Moment.text($0.date))" }.joined(separator: "; ")
    }

    private static func warning(_ number: PhoneNumber, _ provider: String) -> String {
        "\(number): “\(provider)” reported this opt-out, and may itself go on "
            + "blocking messages to the number"
    }
}

/// What `opt-outs` was asked to do.
package struct OptOutsArguments: Sendable, Hashable {
    /// Names what can be done.
    package enum Action: Sendable, Hashable {
        case list
        case add([String])
        case remove([String])
        case importFile(String)
    }

    /// What is done.
    package var action: Action
    /// The configuration file.
    package var config: String
    /// Whether the answer is JSON.
    package var json: Bool

    /// Checks the options against each other.
    init(_ options: OptOutsOptions) throws(UsageError) {
        action = try Self.action(options.operands)
        config = options.config ?? Settings.defaultFile
        json = options.json
    }

    private enum ActionWord: String, CaseIterable {
        case list, add, remove
        case importFile = "import"
    }

    private static func action(_ operands: [String]) throws(UsageError) -> Action {
        guard let word = operands.first else { throw UsageError("what shall be done? " + known) }
        let rest = Array(operands.dropFirst())
        guard let action = ActionWord(rawValue: word) else {
            let words = ActionWord.allCases.map(\.rawValue)
            let hint = Spelling.nearest(to: word, in: words).map { "did you mean \($0)?" } ?? known
            throw UsageError("\"\(word)\" is none of its actions; \(hint)")
        }
        switch action {
        case .list:
            guard rest.isEmpty else {
                throw UsageError("\"\(rest[0])\" means nothing here; list shows all opt-outs")
            }
            return .list
        case .add: return .add(try numbers(rest, word))
        case .remove: return .remove(try numbers(rest, word))
        case .importFile:
            guard rest.count == 1, !rest[0].isEmpty else {
                throw UsageError("import needs one CSV file")
            }
            return .importFile(rest[0])
        }
    }

    private static let known = "one of list, add NUMBER…, remove NUMBER…, import FILE"

    private static func numbers(_ words: [String], _ action: String) throws(UsageError) -> [String]
    {
        guard !words.isEmpty else { throw UsageError("which number? \(action) needs one or more") }
        return words
    }
}

/// The words of an `opt-outs` command line as typed.
struct OptOutsOptions: Sendable {
    var operands: [String] = []
    var config: String?
    var json = false

    static let syntax = CommandSyntax<OptOutsOptions>(
        name: "opt-outs", usage: "(list | add NUMBER… | remove NUMBER… | import FILE) [options]",
        summary: "Shows or changes who gets no message of any campaign.",
        options: [
            .config(into: \.config), .flag("json", into: \.json, help: "print one JSON object"),
        ],
        notes: [
            "FILE is a CSV file with a phone column, or with one column, or a log of messages with "
                + "the columns from and body: of that, those who answered STOP are imported. An "
                + "entry that is no number stops the import, and nothing is imported.",
            "A run that is on heeds a new opt-out at once. What a provider blocks by itself "
                + "stays blocked there.",
        ],
        actions: [
            CommandAction("list"), CommandAction("add"), CommandAction("remove"),
            CommandAction("import", .files),
        ], operand: { $0.operands.append($1) })
}
