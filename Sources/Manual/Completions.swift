// SPDX-License-Identifier: Apache-2.0

import Basics
import Commands
import TerminalKit

/// Makes the completion of bash: a function that puts what may follow into `COMPREPLY`.
///
/// It works in version 3.2 too, which macOS has. Names of files are left to readline, which knows
/// of quotes and spaces: the function then answers with nothing.
struct BashCompletion {
    private let program: ProgramOutline

    init(_ program: ProgramOutline) { self.program = program }

    /// The whole file.
    var text: String {
        """
        # Completion of \(program.name) \(program.version) for bash, made from the program's option tables.

        \(function)() {
            local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} offered='' options='' word
            # “--option=value” arrives as three words.
            if [[ $current == = ]]; then
                current=''
            elif [[ $before == = ]]; then
                before=${COMP_WORDS[COMP_CWORD - 2]}
            fi
            if ((COMP_CWORD == 1)); then
                offered=\(topWords.shellQuoted)
            else
                case ${COMP_WORDS[1]} in
        \(program.commands.map(branch).joined(separator: "\n").indented(8))
                esac
            fi
            if [[ $current == -* && -n $options ]]; then
                offered=''
                # An option is given once.
                for word in $options; do
                    [[ " ${COMP_WORDS[*]:0:COMP_CWORD} " == *" $word "* ]] || offered+=" $word"
                done
            fi
            COMPREPLY=()
            if [[ $offered != @files ]]; then
                compopt +o default 2>/dev/null
                COMPREPLY=($(compgen -W "$offered" -- "$current"))
            fi
        }

        complete -o default -F \(function) \(program.name)

        """
    }

    private var function: String { "_" + program.name.identifier }

    private var topWords: String {
        (program.commands.map(\.name) + program.options.map { "--" + $0.name }).joined(
            separator: " ")
    }

    /// What is offered behind a command: the values of the option before the cursor, or else
    /// options and operands.
    private func branch(_ command: CommandOutline) -> String {
        let options = command.options.map { "--" + $0.name }.joined(separator: " ")
        let values = command.options.filter { $0.placeholder != nil }
        return """
            \(command.name))
                case $before in
            \(values.map { "--\($0.name)) offered=\(words($0.candidates)) ;;" }.joined(separator: "\n").indented(4))
                *)
                    options=\(options.shellQuoted)
            \(operands(command).indented(8))
                    ;;
                esac
                ;;
            """
    }

    private func operands(_ command: CommandOutline) -> String {
        guard !command.actions.isEmpty else { return "offered=" + words(command.candidates) }
        let names = command.actions.map(\.name).joined(separator: " ").shellQuoted
        let behind = command.actions.map { "1:\($0.name)) offered=\(words($0.candidates)) ;;" }
        return """
            case $((COMP_CWORD > 2)):${COMP_WORDS[2]} in
            \((behind + ["*) offered=\(names) ;;"]).joined(separator: "\n").indented(4))
            esac
            """
    }

    private func words(_ candidates: CompletionCandidates) -> String {
        switch candidates {
        case .nothing: "''"
        case .files: "@files"
        case .words(let words): words.joined(separator: " ").shellQuoted
        }
    }
}

/// Makes the completion of fish: one `complete` for each command, option and operand.
struct FishCompletion {
    private let program: ProgramOutline

    init(_ program: ProgramOutline) { self.program = program }

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
            + program.options.map {
                complete("\(counts) 1", "-l \($0.name) -d \($0.help.fishQuoted)")
            }
    }

    private func lines(_ command: CommandOutline) -> [String] {
        command.options.map { option in
            let value = option.placeholder == nil ? "" : " " + self.value(option.candidates)
            return complete(
                "\(begins) \(command.name)",
                "-l \(option.name)\(value) -d \(option.help.fishQuoted)")
        } + operands(command)
    }

    private func operands(_ command: CommandOutline) -> [String] {
        let names = command.actions.map(\.name).joined(separator: " ")
        let first =
            names.isEmpty
            ? [] : [complete("\(begins) \(command.name); and \(counts) 2", "-a '\(names)'")]
        let behind = command.actions.map {
            offer($0.candidates, behind: "\(command.name) \($0.name)")
        }
        return (first + [offer(command.candidates, behind: command.name)] + behind).filter {
            !$0.isEmpty
        }
    }

    /// The line that offers operands; empty where there is nothing to offer.
    private func offer(_ candidates: CompletionCandidates, behind words: String) -> String {
        switch candidates {
        case .nothing: ""
        case .files: complete("\(begins) \(words)", "-F")
        case .words(let choices):
            complete("\(begins) \(words)", "-a '\(choices.joined(separator: " "))'")
        }
    }

    private func value(_ candidates: CompletionCandidates) -> String {
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

/// Makes the completion of zsh: calls of `_arguments`, one for each command.
struct ZshCompletion {
    private let program: ProgramOutline

    init(_ program: ProgramOutline) { self.program = program }

    /// The whole file.
    var text: String {
        """
        #compdef \(program.name)
        # Completion of \(program.name) \(program.version) for zsh, made from the program's option tables.

        \(function)() {
            local curcontext="$curcontext" state state_descr line
            typeset -A opt_args
            local -a commands
            commands=(
        \(program.commands.map { "\($0.name):\($0.brief)".shellQuoted }.joined(separator: "\n").indented(8))
            )
            _arguments -C \\
        \(program.options.map { "(- : *)--\($0.name)\(explained($0))".shellQuoted + " \\" }.joined(separator: "\n").indented(8))
                '1: :->command' '*:: :->words' && return 0
            if [[ $state == command ]]; then
                _describe -t commands command commands
                return
            fi
            case ${words[1]} in
        \(program.commands.map(branch).joined(separator: "\n").indented(4))
            esac
        }

        \(function) "$@"

        """
    }

    private var function: String { "_" + program.name }

    private func branch(_ command: CommandOutline) -> String {
        """
        \(command.name))
            _arguments \\
        \((command.options.map(specification) + operands(command)).joined(separator: " \\\n").indented(8))
            ;;
        """
    }

    private func specification(_ option: OptionOutline) -> String {
        guard let placeholder = option.placeholder else {
            let excluded = option == .help ? "(- *)" : ""
            return "\(excluded)--\(option.name)\(explained(option))".shellQuoted
        }
        let message = placeholder.escaping(":")
        return "--\(option.name)=\(explained(option)):\(message):\(action(option.candidates))"
            .shellQuoted
    }

    private func explained(_ option: OptionOutline) -> String {
        "[" + option.help.escaping("[]") + "]"
    }

    private func operands(_ command: CommandOutline) -> [String] {
        guard !command.actions.isEmpty else {
            return ["*:operand:\(action(command.candidates))".shellQuoted]
        }
        let names = command.actions.map(\.name).joined(separator: " ")
        return ["1:action:(\(names))".shellQuoted, "*:operand:\(rest(of: command))".shellQuoted]
    }

    /// What is offered behind the first operand: files, if that is an action that takes one.
    private func rest(of command: CommandOutline) -> String {
        let tests = command.actions.filter { $0.candidates == .files }.map {
            "[[ ${line[1]} == \($0.name) ]]"
        }
        return tests.isEmpty ? " " : "{ { \(tests.joined(separator: " || ")) } && _files }"
    }

    private func action(_ candidates: CompletionCandidates) -> String {
        switch candidates {
        case .nothing: " "
        case .files: "_files"
        case .words(let words): "(" + words.joined(separator: " ") + ")"
        }
    }
}
