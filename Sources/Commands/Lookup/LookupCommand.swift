// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Campaign
import Configuration
import Lists
package import PhoneNumbers
import TerminalKit

import struct Foundation.Decimal

/// The command `lookup`: what the numbering plan, and unless `--offline` the provider, say of some
/// numbers.
struct LookupCommand: Command {
    let arguments: LookupArguments

    func run(in context: CommandContext) async throws -> ExitCode {
        guard arguments.offline else {
            return try await PaidLookups(arguments: arguments, context: context).run(numbers())
        }
        let (region, repairs) = (arguments.region, arguments.repairs)
        var printer = AnswerPrinter(console: context.console, json: arguments.json)
        try forEachNumber { printer.write(NumberAnswer($0, region: region, repairs: repairs)) }
        printer.flush()
        return .done
    }

    private func numbers() throws -> [String] {
        var numbers: [String] = []
        try forEachNumber { numbers.append($0) }
        return numbers
    }

    private func forEachNumber(_ body: (String) -> Void) throws(CommandFailure) {
        switch arguments.numbers {
        case .given(let numbers): numbers.forEach(body)
        case .standardInput:
            var lines = InputLines(FileByteSource(takingOver: 0))
            do throws(ReadFailure) { while let line = try lines.next() { body(line) } } catch {
                throw CommandFailure(
                    "standard input cannot be read: \(error); give the numbers as arguments or "
                        + "through a pipe")
            }
        }
    }
}

/// What `lookup` was asked to find out.
package struct LookupArguments: Sendable, Hashable {
    /// Where the numbers come from.
    package enum Numbers: Sendable, Hashable {
        case given([String])
        /// One a line.
        case standardInput
    }

    /// Where the numbers come from.
    package var numbers: Numbers
    /// Whether no request is made.
    package var offline: Bool
    /// The region of numbers without `+`; nil: the configuration's.
    package var region: Region?
    /// The configuration file.
    package var config: String
    /// Whether answers are JSON, one object a line.
    package var json: Bool
    /// Whether nothing is asked.
    package var assumesYes: Bool
    /// Whether numbers that a spreadsheet broke are repaired.
    package var repairs: Bool

    /// Checks the options against each other.
    init(_ options: LookupOptions) throws(UsageError) {
        guard !options.operands.isEmpty else {
            throw UsageError("which number? give one or more, or - for standard input")
        }
        let readsInput = options.operands.contains("-")
        guard !readsInput || options.operands.count == 1 else {
            throw UsageError("- and numbers exclude each other")
        }
        numbers = readsInput ? .standardInput : .given(options.operands)
        offline = options.offline
        region = try options.region.map(Self.region)
        config = options.config ?? Settings.defaultFile
        json = options.json
        assumesYes = options.yes
        repairs = options.repair
    }

    private static func region(_ word: String) throws(UsageError) -> Region {
        do { return try RegionWord.read(word) } catch { throw UsageError("--region: \(error)") }
    }
}

/// The words of a `lookup` command line as typed.
struct LookupOptions: Sendable {
    var operands: [String] = []
    var offline = false
    var region, config: String?
    var json = false
    var yes = false
    var repair = false

    static let syntax = CommandSyntax<LookupOptions>(
        name: "lookup", usage: "NUMBER… [options]",
        summary:
            "Tells of each number whether it is valid, where it belongs and what kind of line it "
            + "is.",
        options: [
            .flag(
                "offline", into: \.offline,
                help: "make no request: answer from the numbering plan (needs no configuration)"),
            .value(
                "region", "US", into: \.region,
                help: "the region of numbers that are written without +"), .config(into: \.config),
            .flag("json", into: \.json, help: "print one JSON object a line"),
            .flag("yes", into: \.yes, help: "do not ask before more than 10 paid lookups"),
            .flag(
                "repair", into: \.repair,
                help: "repair numbers that a spreadsheet broke, as send does"),
        ], notes: ["`-` reads numbers from standard input, one a line."],
        operand: { $0.operands.append($1) })
}

/// The lines of a byte source, one after the other; blank ones are left out, and a carriage return
/// before the line end is none of theirs.
struct InputLines<Source: ByteSource> {
    /// A longer line is no number, and is cut here so that memory stays bounded.
    private static var longest: Int { 4096 }

    private var source: Source
    private var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    private var chunk: ArraySlice<UInt8> = []

    init(_ source: Source) { self.source = source }

    /// Reads the next line; `nil` at the end.
    mutating func next() throws(ReadFailure) -> String? {
        while let line = try nextLine() {
            let text = String(decoding: line, as: UTF8.self)
            if text.contains(where: { !$0.isWhitespace }) { return text }
        }
        return nil
    }

    private mutating func nextLine() throws(ReadFailure) -> [UInt8]? {
        var line: [UInt8] = []
        var hasStarted = false
        while true {
            if chunk.isEmpty, try !fill() { break }
            hasStarted = true
            let end = chunk.firstIndex(of: UInt8(ascii: "\n")) ?? chunk.endIndex
            line += chunk[..<end].prefix(Self.longest - line.count)
            let isComplete = end < chunk.endIndex
            chunk = chunk[(isComplete ? end + 1 : end)...]
            if isComplete { break }
        }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return hasStarted ? line : nil
    }

    private mutating func fill() throws(ReadFailure) -> Bool {
        let count = try source.read(into: &buffer)
        chunk = buffer[..<count]
        return count > 0
    }
}

extension Question {
    /// Asks whether so many lookups may be made, at the configured price where there is one.
    static func lookups(_ count: Int, _ prices: PriceSettings) -> Question {
        let cost =
            prices.perLookup.map {
                ", about \(Figures.money($0 * Decimal(count), prices.currency))"
            } ?? ""
        return Question("Make \(Figures.count(count, "lookup", "lookups"))\(cost)?")
    }
}

/// Writes answers to standard output, many at a time.
struct AnswerPrinter {
    private static let flushSize = 64 * 1024

    private let console: any Console
    private let isJSON: Bool
    private var pending = ""

    init(console: any Console, json: Bool) {
        self.console = console
        isJSON = json
    }

    /// Writes an answer as one line.
    mutating func write(_ answer: NumberAnswer) {
        pending += isJSON ? answer.json.text : Printable.text(answer.text)
        pending += "\n"
        if pending.utf8.count >= Self.flushSize { flush() }
    }

    /// Writes what is left.
    mutating func flush() {
        guard !pending.isEmpty else { return }
        console.write(pending, to: .output)
        pending = ""
    }
}
