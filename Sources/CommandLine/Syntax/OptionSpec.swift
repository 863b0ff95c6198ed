// SPDX-License-Identifier: Apache-2.0

/// One row of a command's option table: from it come the parsing, the help and the hints.
struct OptionSpec<Arguments>: Sendable {
    /// Puts a value into the arguments; for a flag the value is empty.
    typealias Apply = @Sendable (inout Arguments, _ value: String) throws(UsageError) -> Void

    /// The name without dashes.
    let name: String
    /// What stands for the value in the help; nil for a flag.
    let placeholder: String?
    /// What the option does.
    let help: String
    /// What a shell offers for the value where the placeholder does not tell.
    var candidates: Candidates?
    /// Takes the option over into the arguments.
    let apply: Apply

    /// The option as the help shows it: `--config FILE`.
    var usage: String { "--" + name + (placeholder.map { " " + $0 } ?? "") }

    /// The option, with the words that its value may be.
    func choosing(_ words: [String]) -> OptionSpec {
        var option = self
        option.candidates = .words(words)
        return option
    }

    /// An option that is there or not.
    static func flag(
        _ name: String,
        _ target: any WritableKeyPath<Arguments, Bool> & Sendable,
        _ help: String
    ) -> OptionSpec {
        OptionSpec(name: name, placeholder: nil, help: help) { arguments, _ in arguments[keyPath: target] = true }
    }

    /// An option with a text that must not be empty.
    static func value(
        _ name: String,
        _ placeholder: String,
        _ target: any WritableKeyPath<Arguments, String?> & Sendable,
        _ help: String
    ) -> OptionSpec {
        OptionSpec(name: name, placeholder: placeholder, help: help) { arguments, value throws(UsageError) in
            guard !value.isEmpty else { throw UsageError("the value of --\(name) is empty") }
            arguments[keyPath: target] = value
        }
    }

    /// An option with a whole number.
    static func number(
        _ name: String,
        _ placeholder: String,
        _ target: any WritableKeyPath<Arguments, Int?> & Sendable,
        in range: ClosedRange<Int>,
        _ help: String
    ) -> OptionSpec {
        OptionSpec(name: name, placeholder: placeholder, help: help) { arguments, value throws(UsageError) in
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
