// SPDX-License-Identifier: Apache-2.0

import CommandLine

/// Makes the completion of fish: one `complete` for each command, option and operand.
struct FishCompletion {
    private let program: ProgramOutline

    init(_ program: ProgramOutline) {
        self.program = program
    }

    /// The whole file.
    var text: String {
        """
        # Completion of \(program.name) \(program.version) for fish, made from the program's option tables.

        # Whether the words before the cursor begin with these.
        function \(begins)
            set -l words (commandline -opc)
            set -e words[1]
            set -l length (count $argv)
            test (count $words) -ge $length; and test "$words[1..$length]" = "$argv"
        end

        # Whether there are so many words before the cursor, the program's name included.
        function \(counts)
            test (count (commandline -opc)) -eq $argv[1]
        end

        complete -c \(program.name) -f
        \((top + program.commands.flatMap(lines)).joined(separator: "\n"))

        """
    }

    private var begins: String { "__\(program.name.identifier)_begins" }
    private var counts: String { "__\(program.name.identifier)_counts" }

    private var top: [String] {
        program.commands.map { complete("\(counts) 1", "-a \($0.name) -d \($0.brief.fishQuoted)") }
            + program.options.map { complete("\(counts) 1", "-l \($0.name) -d \($0.help.fishQuoted)") }
    }

    private func lines(_ command: CommandOutline) -> [String] {
        command.options.map { option in
            let value = option.placeholder == nil ? "" : " " + self.value(option.candidates)
            return complete("\(begins) \(command.name)", "-l \(option.name)\(value) -d \(option.help.fishQuoted)")
        } + operands(command)
    }

    private func operands(_ command: CommandOutline) -> [String] {
        let names = command.actions.map(\.name).joined(separator: " ")
        let first = names.isEmpty ? [] : [complete("\(begins) \(command.name); and \(counts) 2", "-a '\(names)'")]
        let behind = command.actions.map { offer($0.candidates, behind: "\(command.name) \($0.name)") }
        return (first + [offer(command.candidates, behind: command.name)] + behind).filter { !$0.isEmpty }
    }

    /// The line that offers operands; empty where there is nothing to offer.
    private func offer(_ candidates: Candidates, behind words: String) -> String {
        switch candidates {
        case .nothing: ""
        case .files: complete("\(begins) \(words)", "-F")
        case .words(let choices): complete("\(begins) \(words)", "-a '\(choices.joined(separator: " "))'")
        }
    }

    private func value(_ candidates: Candidates) -> String {
        switch candidates {
        case .nothing: "-x"
        case .files: "-r -F"
        case .words(let words): "-x -a '\(words.joined(separator: " "))'"
        }
    }

    private func complete(_ condition: String, _ rest: String) -> String {
        "complete -c \(program.name) -n '\(condition)' \(rest)"
    }
}
