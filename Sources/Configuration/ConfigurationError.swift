// SPDX-License-Identifier: Apache-2.0

/// A mistake in the configuration, with the place where it is and what to do about it.
///
/// None says the value of a string that might be a credential.
package struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Problem: Equatable, Sendable {
        case missingFile
        /// The file is there but cannot be read; the system's words.
        case unreadable(String)
        /// The file is not JSON5.
        case syntax(String, column: Int)
        /// Nobody knows this key.
        case unknownKey(nearest: String?, known: [String])
        /// A key without which the run cannot go on.
        case missingKey(String)
        /// The value is of another kind than it should be.
        case wrongKind(expected: String, found: String)
        /// The value is none of the words that are allowed.
        case unknownWord(String, nearest: String?, known: [String])
        /// The number is not in its range.
        case outOfRange(allowed: String, found: String)
        /// The value cannot be used, in words.
        case unusable(String)
        /// The text names an environment variable that is not set.
        case unsetVariable(String)
        /// The feature comes in a later version.
        case notAvailable(String)
    }

    /// The configuration file as the user named it.
    package var file: String
    /// The 1-based line, where one is known.
    package var line: Int?
    /// The path of the key: `send.ratePerSecond`; empty for the file as a whole.
    package var key: String
    /// What is wrong there.
    package var problem: Problem

    package init(file: String, line: Int? = nil, key: String = "", problem: Problem) {
        self.file = file
        self.line = line
        self.key = key
        self.problem = problem
    }

    /// The place and the problem in one sentence.
    package var description: String {
        var place = file
        if let line { place += ":\(line)" }
        if case .syntax(_, let column) = problem { place += ":\(column)" }
        return place + ": " + (key.isEmpty ? "" : key + ": ") + problem.words
    }
}

extension ConfigurationError.Problem {
    /// The problem without the word that stands there, unless it is one of the known words but for
    /// a slip of the pen: what is like none of them may be a credential.
    var withoutWord: Self {
        guard case .unknownWord(_, nil, let known) = self else { return self }
        return .unusable("what stands here is not known; " + Self.hint(nearest: nil, known: known))
    }

    /// The problem as a person reads it, and what to do.
    var words: String {
        switch self {
        case .missingFile:
            "there is no such file; copy config.example.json to config.json, or write "
                + "{ \"provider\": \"sandbox\", \"from\": \"+12025550100\" } "
                + "to practise without an account"
        case .unreadable(let reason): "cannot be read: \(reason)"
        case .syntax(let problem, _): problem
        case .unknownKey(let nearest, let known):
            "unknown key; " + Self.hint(nearest: nearest, known: known)
        case .missingKey(let key): "the key \"\(key)\" is missing"
        case .wrongKind(let expected, let found): "\(expected) is expected, not \(found)"
        case .unknownWord(let word, let nearest, let known):
            "\"\(word)\" is not known; " + Self.hint(nearest: nearest, known: known)
        case .outOfRange(let allowed, let found): "\(found) is out of range; allowed is \(allowed)"
        case .unusable(let reason): reason
        case .unsetVariable(let name):
            "the environment variable \(name) is not set; set it (export \(name)=…) and run again"
        case .notAvailable(let feature): "\(feature) is not available in this version; remove it"
        }
    }

    private static func hint(nearest: String?, known: [String]) -> String {
        nearest.map { "did you mean \"\($0)\"?" } ?? "known here: " + known.joined(separator: ", ")
    }
}
