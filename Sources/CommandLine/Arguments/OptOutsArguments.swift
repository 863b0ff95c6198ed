// SPDX-License-Identifier: Apache-2.0

import Campaign
import Spelling

/// What `opt-outs` was asked to do.
package struct OptOutsArguments: Sendable, Hashable {
    /// Names what can be done.
    package enum Action: Sendable, Hashable {
        case list
        case add([String])
        case remove([String])
        case importFile(String)
    }

    /// What is done.
    package var action: Action
    /// The configuration file.
    package var config: String
    /// Whether the answer is JSON.
    package var json: Bool

    /// Checks the options against each other.
    init(_ options: OptOutsOptions) throws(UsageError) {
        action = try Self.action(options.operands)
        config = options.config ?? Settings.defaultFile
        json = options.json
    }

    private static let actions = ["list", "add", "remove", "import"]

    private static func action(_ operands: [String]) throws(UsageError) -> Action {
        guard let word = operands.first else { throw UsageError("what shall be done? " + known) }
        let rest = Array(operands.dropFirst())
        switch word {
        case "list":
            guard rest.isEmpty else { throw UsageError("\"\(rest[0])\" means nothing here; list shows all opt-outs") }
            return .list
        case "add": return .add(try numbers(rest, word))
        case "remove": return .remove(try numbers(rest, word))
        case "import":
            guard rest.count == 1, !rest[0].isEmpty else { throw UsageError("import needs one CSV file") }
            return .importFile(rest[0])
        default:
            let hint = Spelling.nearest(to: word, in: actions).map { "did you mean \($0)?" } ?? known
            throw UsageError("\"\(word)\" is none of its actions; \(hint)")
        }
    }

    private static let known = "one of list, add NUMBER…, remove NUMBER…, import FILE"

    private static func numbers(_ words: [String], _ action: String) throws(UsageError) -> [String] {
        guard !words.isEmpty else { throw UsageError("which number? \(action) needs one or more") }
        return words
    }
}
