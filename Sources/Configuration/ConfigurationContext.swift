// SPDX-License-Identifier: Apache-2.0

import Basics

/// What every part of the configuration needs to know besides its own text.
struct ConfigurationContext: Sendable {
    /// The file as the user named it.
    var file: String
    /// The absolute path of its folder.
    var directory: String
    /// The variables that `${NAME}` may name.
    var environment: [String: String]

    /// Makes an error for a place in this file; what stands under `providers` is not shown.
    func error(
        _ problem: ConfigurationError.Problem, key: String, line: Int? = nil
    ) -> ConfigurationError {
        let path = KeyPath(key)
        // A slip of the pen in a key is shown, to be found.
        let shown = if case .unknownKey(.some, _) = problem { key } else { path.shown }
        return ConfigurationError(
            file: file, line: line, key: shown,
            problem: path.isSensitive ? problem.withoutWord : problem)
    }

    /// Puts `${NAME}` back where a problem says a variable's value: it may be a credential that
    /// stands in the wrong place.
    func withoutVariables(
        _ problem: ConfigurationError.Problem, in text: String
    ) -> ConfigurationError.Problem {
        let names = text.matches(of: /\$\{([^}]+)\}/).map { String($0.1) }
        let values = names.compactMap { name in
            environment[name].flatMap { $0.isEmpty ? nil : (value: $0, name: name) }
        }
        guard !values.isEmpty else { return problem }
        switch problem {
        case .unknownWord(_, _, let known): return .unknownWord(text, nearest: nil, known: known)
        case .unusable(let rule):
            return .unusable(values.reduce(rule) { $0.replacing($1.value, with: "${\($1.name)}") })
        default: return problem
        }
    }

    /// Makes a path absolute, against the configuration's folder.
    func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : directory + (directory.hasSuffix("/") ? "" : "/") + path
    }

    /// Replaces every `${NAME}` by the variable's value; what it puts in is not looked through
    /// again.
    ///
    /// A `$` that begins no `${` stands for itself.
    func expand(_ text: String, key: String, line: Int?) throws(ConfigurationError) -> String {
        var result = ""
        var rest = text[...]
        while let opening = rest.firstRange(of: "${") {
            result += rest[..<opening.lowerBound]
            guard let closing = rest[opening.upperBound...].firstIndex(of: "}") else {
                throw error(
                    .unusable("${ is opened and never closed; write ${NAME}"), key: key, line: line)
            }
            let name = String(rest[opening.upperBound..<closing])
            guard let value = environment[name], !name.isEmpty else {
                throw error(Self.problem(withVariable: name), key: key, line: line)
            }
            result += value
            rest = rest[rest.index(after: closing)...]
        }
        return result + rest
    }
}

extension ConfigurationContext {
    /// Says that there is no such variable; what cannot be a variable's name is not shown, since it
    /// may be a credential.
    static func problem(withVariable name: String) -> ConfigurationError.Problem {
        if name.isEmpty { return .unusable("${} names no variable") }
        let isName = name.utf8.allSatisfy { $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "_") }
        guard isName else {
            return .unusable(
                "what stands in ${…} is no variable's name; write letters, digits and _ alone")
        }
        return .unsetVariable(name)
    }
}

/// The way to a value in the configuration, as errors say it.
private struct KeyPath {
    private static let longestWord = 24
    /// No credential is as short.
    private static let shortestSecret = 4
    /// Names with digits that are no credential.
    private static let knownNames: Set<String> = ["GSM-7", "UCS-2"]

    private let steps: [Substring]

    init(_ path: String) { steps = path.split(separator: ".", omittingEmptySubsequences: false) }

    /// Whether values there may be credentials.
    var isSensitive: Bool { steps.first == "providers" }

    /// The path, without what a person may have put in the place of a key below an entry.
    var shown: String {
        guard isSensitive else { return steps.joined(separator: ".") }
        let below = steps.dropFirst(2).map { Self.isHarmless($0) ? $0 : "…" }
        return (steps.prefix(2) + below).joined(separator: ".")
    }

    /// A key of the contract, a header's or field's usual name, or the number of an item; a
    /// credential has digits as a rule, and is longer.
    private static func isHarmless(_ step: Substring) -> Bool {
        if step.count < shortestSecret || knownNames.contains(String(step)) { return true }
        let isNumber = step.isASCIIDigits && step.utf8.count <= 3
        let isWord = step.utf8.allSatisfy {
            $0.isASCIILetter || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        }
        return isNumber || (isWord && step.utf8.count <= longestWord)
    }
}
