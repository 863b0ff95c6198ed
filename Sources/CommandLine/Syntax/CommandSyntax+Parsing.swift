// SPDX-License-Identifier: Apache-2.0

import Spelling

extension CommandSyntax {
    /// What a command line asks for.
    enum Request {
        case help
        case run(Arguments)
    }

    /// Reads the words after the command's name.
    ///
    /// Accepted are `--name value`, `--name=value`, `--` (no options after it) and `-` (an operand).
    func parse(_ words: [String], into arguments: Arguments) throws(UsageError) -> Request {
        do {
            return try scan(words, into: arguments)
        } catch {
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
            guard seen.insert(option.name).inserted else { throw UsageError("--\(option.name) is given twice") }
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
        throw UsageError("unknown option \(typed)" + (nearest.map { "; did you mean \($0)?" } ?? ""))
    }

    /// The value of an option: behind `=`, or the next word.
    private func value(
        of option: OptionSpec<Arguments>,
        in word: String,
        rest: inout ArraySlice<String>
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
    /// A text may begin with dashes; one that is an option's exact name must be written `--message=--yes`.
    private func looksLikeOption(_ word: String) -> Bool {
        if word == "--" || Self.helpWords.contains(word) { return true }
        guard word.hasPrefix("--") else { return false }
        let name = word.dropFirst(2).prefix { $0 != "=" }
        return options.contains { $0.name == name }
    }
}
