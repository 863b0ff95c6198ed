// SPDX-License-Identifier: Apache-2.0

extension CommandSyntax {
    /// The text of `--help`.
    ///
    /// - Parameter width: The columns of the terminal.
    /// - Returns: Lines, the last with its line feed too.
    func help(width: Int) -> String {
        let rows =
            options.map { (term: $0.usage, text: $0.help) } + [("--help", "show this help")]
        let line = Paragraph.wrap("usage: \(SMSCampaign.program) \(name) \(usage)", width: width, indent: 7)
        var sections = [line, Paragraph.wrap(summary, width: width)]
        sections.append("options:\n" + DefinitionList(rows).render(width: width))
        sections += notes.map { Paragraph.wrap($0, width: width) }
        return sections.joined(separator: "\n\n") + "\n"
    }
}
