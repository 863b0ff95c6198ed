// SPDX-License-Identifier: Apache-2.0

import Basics

/// What a command accepts and how it explains itself.
package struct CommandSyntax<Arguments>: Sendable {
    /// The word after the program's name.
    package let name: String
    /// What follows the name in the usage line: `RECIPIENTS.csv (--template FILE | --message TEXT)
    /// [options]`.
    package let usage: String
    /// What the command does, in a line.
    package let summary: String
    /// The option table, in the order of the help.
    package let options: [OptionSpec<Arguments>]
    /// Paragraphs under the options.
    package var notes: [String] = []
    /// What a shell offers for a word that is no option.
    package var candidates = CompletionCandidates.nothing
    /// What the first such word may be, with the candidates for those behind it; empty where it is
    /// free.
    package var actions: [CommandAction] = []
    /// Takes over a word that is no option.
    package let operand: @Sendable (inout Arguments, String) -> Void

    /// Makes a syntax; see the properties.
    package init(
        name: String, usage: String, summary: String, options: [OptionSpec<Arguments>],
        notes: [String] = [], candidates: CompletionCandidates = .nothing,
        actions: [CommandAction] = [],
        operand: @escaping @Sendable (inout Arguments, String) -> Void
    ) {
        self.name = name
        self.usage = usage
        self.summary = summary
        self.options = options
        self.notes = notes
        self.candidates = candidates
        self.actions = actions
        self.operand = operand
    }

    /// The names by which `--help` is asked for.
    package static var helpWords: [String] { ["--help", "-h"] }
}

extension CommandSyntax {
    /// The text of `--help`.
    ///
    /// - Parameters:
    ///   - program: The program's name, as it is typed.
    ///   - width: The columns of the terminal.
    /// - Returns: Lines, the last with its line feed too.
    package func help(of program: String, width: Int) -> String {
        let rows = options.map { (term: $0.usage, text: $0.help) } + [("--help", "show this help")]
        let line = Paragraph.wrap("usage: \(program) \(name) \(usage)", width: width, indent: 7)
        var sections = [line, Paragraph.wrap(summary, width: width)]
        sections.append("options:\n" + DefinitionList(rows).render(width: width))
        sections += notes.map { Paragraph.wrap($0, width: width) }
        return sections.joined(separator: "\n\n") + "\n"
    }
}

extension CommandSyntax {
    /// The syntax without what depends on the arguments' type.
    ///
    /// - Parameters:
    ///   - brief: the command's line in the program's help.
    ///   - common: a note that stands elsewhere for all commands.
    /// - Returns: the outline, with `--help` as its last option.
    package func outline(brief: String, without common: String? = nil) -> CommandOutline {
        CommandOutline(
            name: name, brief: brief, usage: usage, summary: summary,
            options: options.map(\.outline) + [.help], notes: notes.filter { $0 != common },
            candidates: candidates, actions: actions)
    }
}

extension OptionSpec {
    /// The option without the way it is taken over.
    package var outline: OptionOutline {
        let guess = placeholder.map(CompletionCandidates.init(placeholder:)) ?? .nothing
        return OptionOutline(
            name: name, placeholder: placeholder, help: help, candidates: candidates ?? guess)
    }
}

extension CommandSyntax {
    /// What a command line asks for.
    package enum Request {
        case help
        case run(Arguments)
    }

    /// Reads the words after the command's name.
    ///
    /// Accepted are `--name value`, `--name=value`, `--` (no options after it) and `-` (an
    /// operand).
    package func parse(_ words: [String], into arguments: Arguments) throws(UsageError) -> Request {
        do { return try scan(words, into: arguments) } catch {
            throw UsageError(error.message, command: name)
        }
    }

    private func scan(_ words: [String], into empty: Arguments) throws(UsageError) -> Request {
        var arguments = empty
        var seen: Set<String> = []
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                for operandWord in rest { operand(&arguments, operandWord) }
                break
            }
            if Self.helpWords.contains(word) { return .help }
            guard word.hasPrefix("-"), word != "-" else {
                operand(&arguments, word)
                continue
            }
            let option = try find(word)
            guard seen.insert(option.name).inserted || option.isRepeatable else {
                throw UsageError("--\(option.name) is given twice")
            }
            try option.apply(&arguments, try value(of: option, in: word, rest: &rest))
        }
        return .run(arguments)
    }

    /// Finds the option that a word names.
    private func find(_ word: String) throws(UsageError) -> OptionSpec<Arguments> {
        let name = word.hasPrefix("--") ? String(word.dropFirst(2).prefix { $0 != "=" }) : ""
        if let option = options.first(where: { $0.name == name }) { return option }
        let known = options.map { "--" + $0.name } + ["--help"]
        let typed = String(word.prefix { $0 != "=" })
        let nearest = Spelling.nearest(to: typed, in: known)
        throw UsageError(
            "unknown option \(typed)" + (nearest.map { "; did you mean \($0)?" } ?? ""))
    }

    /// The value of an option: behind `=`, or the next word.
    private func value(
        of option: OptionSpec<Arguments>, in word: String, rest: inout ArraySlice<String>
    ) throws(UsageError) -> String {
        let attached = word.firstIndex(of: "=").map { String(word[word.index(after: $0)...]) }
        guard let placeholder = option.placeholder else {
            guard attached == nil else { throw UsageError("--\(option.name) takes no value") }
            return ""
        }
        if let attached { return attached }
        guard let next = rest.first, !looksLikeOption(next) else {
            throw UsageError("--\(option.name) needs a value: --\(option.name) \(placeholder)")
        }
        return rest.removeFirst()
    }

    /// Whether a word is an option of this command rather than the value that was forgotten.
    ///
    /// A text may begin with dashes; one that is an option's exact name must be written
    /// `--message=--yes`.
    private func looksLikeOption(_ word: String) -> Bool {
        if word == "--" || Self.helpWords.contains(word) { return true }
        guard word.hasPrefix("--") else { return false }
        let name = word.dropFirst(2).prefix { $0 != "=" }
        return options.contains { $0.name == name }
    }
}

/// One row of a command's option table: from it come the parsing, the help and the hints.
package struct OptionSpec<Arguments>: Sendable {
    /// Puts a value into the arguments; for a flag the value is empty.
    package typealias Apply =
        @Sendable (inout Arguments, _ value: String) throws(UsageError) -> Void

    /// The name without dashes.
    package let name: String
    /// What stands for the value in the help; nil for a flag.
    package let placeholder: String?
    /// What the option does.
    package let help: String
    /// What a shell offers for the value where the placeholder does not tell.
    package var candidates: CompletionCandidates?
    /// Whether it may be given more than once.
    package var isRepeatable = false
    /// Takes the option over into the arguments.
    package let apply: Apply

    /// The option as the help shows it: `--config FILE`.
    package var usage: String { "--" + name + (placeholder.map { " " + $0 } ?? "") }

    /// The option, with the words that its value may be.
    package func choosing(_ words: [String]) -> OptionSpec {
        var option = self
        option.candidates = .words(words)
        return option
    }

    package static func flag(
        _ name: String, into target: any WritableKeyPath<Arguments, Bool> & Sendable, help: String
    ) -> OptionSpec {
        OptionSpec(name: name, placeholder: nil, help: help) { arguments, _ in
            arguments[keyPath: target] = true
        }
    }

    /// An option with a text that must not be empty.
    package static func value(
        _ name: String, _ placeholder: String,
        into target: any WritableKeyPath<Arguments, String?> & Sendable, help: String
    ) -> OptionSpec {
        OptionSpec(name: name, placeholder: placeholder, help: help) {
            arguments, value throws(UsageError) in
            guard !value.isEmpty else { throw UsageError("the value of --\(name) is empty") }
            arguments[keyPath: target] = value
        }
    }

    /// An option with a text that must not be empty, and that may be given more than once.
    package static func values(
        _ name: String, _ placeholder: String,
        into target: any WritableKeyPath<Arguments, [String]> & Sendable, help: String
    ) -> OptionSpec {
        var option = OptionSpec(name: name, placeholder: placeholder, help: help) {
            arguments, value throws(UsageError) in
            guard !value.isEmpty else { throw UsageError("the value of --\(name) is empty") }
            arguments[keyPath: target].append(value)
        }
        option.isRepeatable = true
        return option
    }

    /// An option with a whole number.
    package static func number(
        _ name: String, _ placeholder: String,
        into target: any WritableKeyPath<Arguments, Int?> & Sendable, in range: ClosedRange<Int>,
        help: String
    ) -> OptionSpec {
        OptionSpec(name: name, placeholder: placeholder, help: help) {
            arguments, value throws(UsageError) in
            guard let number = Int(value), range.contains(number) else {
                let limit =
                    range.upperBound == Int.max
                    ? "from \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
                throw UsageError("--\(name) needs a whole number \(limit), not \"\(value)\"")
            }
            arguments[keyPath: target] = number
        }
    }
}

/// A command line that cannot be understood, as a sentence that names the word in question.
package struct UsageError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong, beginning in lower case.
    package var message: String
    /// The command whose `--help` tells more; nil: the program's own.
    package var command: String?

    package init(_ message: String, command: String? = nil) {
        self.message = message
        self.command = command
    }

    /// What is wrong, beginning in lower case.
    package var description: String { message }

    /// Where to read more, for a program of this name.
    package func hint(for program: String) -> String {
        "see '" + ([program, command, "--help"].compactMap { $0 }.joined(separator: " ")) + "'"
    }
}

/// What a command's first word can be, where it says what is to be done: `import` of `opt-outs
/// import FILE`.
package struct CommandAction: Sendable, Hashable {
    /// The word.
    package let name: String
    /// What a shell offers for the words behind it.
    package let candidates: CompletionCandidates

    package init(_ name: String, _ candidates: CompletionCandidates = .nothing) {
        self.name = name
        self.candidates = candidates
    }
}

/// What a shell may offer where a value is typed.
package enum CompletionCandidates: Sendable, Hashable {
    /// Nothing: only the user knows.
    case nothing
    /// The names of files.
    case files
    case words([String])

    /// Tells by a value's placeholder: `FILE`, `OUT` and names with an extension (`REPORT.csv`)
    /// stand for files.
    init(placeholder: String) {
        self =
            ["FILE", "OUT"].contains(placeholder) || placeholder.contains(".") ? .files : .nothing
    }
}
