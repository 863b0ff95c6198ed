// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Spelling

extension ConfigurationObject {
    /// The line types under a key; nil when it is absent.
    func lineTypes(_ key: String) throws(ConfigurationError) -> Set<LineType>? {
        guard let items = try list(key) else { return nil }
        var types: Set<LineType> = []
        for item in items { types.insert(try lineType(item, key: key)) }
        return types
    }

    private func lineType(_ item: JSONNode, key: String) throws(ConfigurationError) -> LineType {
        guard case .string(let text) = item.value else {
            let problem = ConfigurationError.Problem.wrongKind(
                expected: "a line type in quotes",
                found: item.kindInWords
            )
            throw context.error(problem, key: path(of: key), line: item.line)
        }
        if let type = LineType(rawValue: text) { return type }
        let known = LineType.allCases.map(\.rawValue)
        let nearest = Spelling.nearest(to: text, in: known)
        throw context.error(.unknownWord(text, nearest: nearest, known: known), key: path(of: key), line: item.line)
    }
}
