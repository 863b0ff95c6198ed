// SPDX-License-Identifier: Apache-2.0

/// The program's own help.
enum ProgramHelp {
    /// What the program does.
    static let summary = "Sends a text message to every recipient of a CSV file, without texting landlines."

    /// The options that stand in place of a command.
    static let options = [
        OptionOutline(name: "help", help: "show this help; after a command, that command's"),
        OptionOutline(name: "version", help: "show the version"),
    ]

    /// The text of `sms-campaign --help`.
    ///
    /// - Parameter width: The columns of the terminal.
    /// - Returns: Lines, the last with its line feed too.
    static func text(width: Int) -> String {
        let commands = CommandName.allCases.map { (term: $0.rawValue, text: $0.summary) }
        let program = SMSCampaign.program
        return """
            usage: \(program) COMMAND [options]

            \(Paragraph.wrap(summary, width: width))

            commands:
            \(DefinitionList(commands).render(width: width))

            options:
            \(DefinitionList(options.map { (term: "--" + $0.name, text: $0.help) }).render(width: width))

            \(Paragraph.wrap(ExitCode.help, width: width))

            """
    }
}
