// SPDX-License-Identifier: Apache-2.0

import CommandLine

/// Makes the completion of bash: a function that puts what may follow into `COMPREPLY`.
///
/// It works in version 3.2 too, which macOS has. Names of files are left to readline, which knows of quotes and spaces: the function
/// then answers with nothing.
struct BashCompletion {
    private let program: ProgramOutline

    init(_ program: ProgramOutline) {
        self.program = program
    }

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
        (program.commands.map(\.name) + program.options.map { "--" + $0.name }).joined(separator: " ")
    }

    /// What is offered behind a command: the values of the option before the cursor, or else options and operands.
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

    private func words(_ candidates: Candidates) -> String {
        switch candidates {
        case .nothing: "''"
        case .files: "@files"
        case .words(let words): words.joined(separator: " ").shellQuoted
        }
    }
}
