// SPDX-License-Identifier: Apache-2.0

extension ConfigurationError.Problem {
    /// The problem as a person reads it, and what to do.
    var words: String {
        switch self {
        case .missingFile:
            "there is no such file; copy config.example.json to config.json, or write { \"provider\": \"sandbox\", \"from\": \"+12025550100\" } to practise without an account"
        case .unreadable(let reason): "cannot be read: \(reason)"
        case .syntax(let problem, _): problem
        case .unknownKey(let nearest, let known): "unknown key; " + Self.hint(nearest: nearest, known: known)
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
