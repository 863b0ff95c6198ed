// SPDX-License-Identifier: Apache-2.0

import CommandLine

/// Makes the completion of zsh: calls of `_arguments`, one for each command.
struct ZshCompletion {
    private let program: ProgramOutline

    init(_ program: ProgramOutline) {
        self.program = program
    }

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
        return "--\(option.name)=\(explained(option)):\(message):\(action(option.candidates))".shellQuoted
    }

    private func explained(_ option: OptionOutline) -> String { "[" + option.help.escaping("[]") + "]" }

    private func operands(_ command: CommandOutline) -> [String] {
        guard !command.actions.isEmpty else { return ["*:operand:\(action(command.candidates))".shellQuoted] }
        let names = command.actions.map(\.name).joined(separator: " ")
        return ["1:action:(\(names))".shellQuoted, "*:operand:\(rest(of: command))".shellQuoted]
    }

    /// What is offered behind the first operand: files, if that is an action that takes one.
    private func rest(of command: CommandOutline) -> String {
        let tests = command.actions.filter { $0.candidates == .files }.map { "[[ ${line[1]} == \($0.name) ]]" }
        return tests.isEmpty ? " " : "{ { \(tests.joined(separator: " || ")) } && _files }"
    }

    private func action(_ candidates: Candidates) -> String {
        switch candidates {
        case .nothing: " "
        case .files: "_files"
        case .words(let words): "(" + words.joined(separator: " ") + ")"
        }
    }
}
