// SPDX-License-Identifier: Apache-2.0

import Spelling

/// Reads the line types that get no message.
enum LineTypeWords {
    /// The contract's words.
    static let all = [
        "mobile", "fixed_line", "fixed_line_or_mobile", "voip", "toll_free", "premium_rate", "shared_cost",
        "personal_number",
        "pager", "uan", "voicemail", "unknown",
    ]

    /// Reads `skipLineTypes`; nil when it is absent.
    static func read(_ key: String, in object: ConfigurationObject) throws(ConfigurationError) -> Set<String>? {
        guard let items = try object.list(key) else { return nil }
        var types: Set<String> = []
        for item in items { types.insert(try word(item, key: key, in: object)) }
        return types
    }

    private static func word(
        _ item: JSONNode,
        key: String,
        in object: ConfigurationObject
    ) throws(ConfigurationError) -> String {
        let path = object.path(of: key)
        guard case .string(let text) = item.value else {
            let problem = ConfigurationError.Problem.wrongKind(
                expected: "a line type in quotes",
                found: item.kindInWords
            )
            throw object.context.error(problem, key: path, line: item.line)
        }
        guard all.contains(text) else {
            let nearest = Spelling.nearest(to: text, in: all)
            throw object.context.error(.unknownWord(text, nearest: nearest, known: all), key: path, line: item.line)
        }
        return text
    }
}
