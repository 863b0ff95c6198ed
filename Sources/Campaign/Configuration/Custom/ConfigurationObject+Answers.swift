// SPDX-License-Identifier: Apache-2.0

import Providers

extension ConfigurationObject {
    /// The place in an answer under a key.
    func answerPath(_ key: String) throws(ConfigurationError) -> AnswerPath? {
        guard let text = try string(key) else { return nil }
        do throws(AnswerPathError) {
            return try AnswerPath(parsing: text)
        } catch {
            throw self.error(.unusable(error.description), at: key)
        }
    }

    /// The mark under a key: a regular expression between slashes, or text.
    func mark(_ key: String) throws(ConfigurationError) -> AnswerRules.Mark? {
        guard let text = try string(key) else { return nil }
        guard text.hasPrefix("/") else { return .text(text) }
        do throws(AnswerPathError) {
            return .pattern(try AnswerPattern(delimited: text, isCapturing: false))
        } catch {
            throw self.error(.unusable(error.description), at: key)
        }
    }

    /// The list of codes and statuses under a key, as numbers or in quotes; empty where it is absent.
    func codes(_ key: String) throws(ConfigurationError) -> Set<String> {
        var codes: Set<String> = []
        for item in try list(key) ?? [] { codes.insert(try code(item, key)) }
        return codes
    }

    /// The list of HTTP statuses under a key.
    func statuses(_ key: String) throws(ConfigurationError) -> Set<Int>? {
        guard let items = try list(key) else { return nil }
        var statuses: Set<Int> = []
        for item in items {
            guard let status = Int(try code(item, key)), (100...599).contains(status) else {
                let problem = ConfigurationError.Problem.unusable("an HTTP status is a whole number from 100 to 599")
                throw context.error(problem, key: path(of: key), line: item.line)
            }
            statuses.insert(status)
        }
        guard !statuses.isEmpty else { throw error(.unusable("the list names no status"), at: key) }
        return statuses
    }

    private func code(_ item: JSONNode, _ key: String) throws(ConfigurationError) -> String {
        switch item.value {
        case .number(let text): return text
        case .string(let text) where text.contains(where: { !$0.isWhitespace }): return text
        default:
            let problem = ConfigurationError.Problem.wrongKind(
                expected: "a code (a number, or text in quotes)",
                found: item.kindInWords
            )
            throw context.error(problem, key: path(of: key), line: item.line)
        }
    }
}
