// SPDX-License-Identifier: Apache-2.0

import Basics

extension PlaceholderParser {
    /// Quotes that a word processor puts in place of straight ones; none may stand in bare words.
    private static let otherQuotes: Set<Unicode.Scalar> = ["\"", "“", "”", "„", "«", "»"]
    /// Quotes that bare words cannot begin with; inside they are apostrophes.
    private static let firstQuotes: Set<Unicode.Scalar> = ["'", "‘", "’", "‚", "`"]

    /// Takes a filter with what belongs to it.
    mutating func filter() throws(TemplateError) -> TemplateFilter {
        guard !cursor.isAtEnd else { throw cursor.error(.unclosedPlaceholder, at: open) }
        let start = cursor.position
        let name = cursor.take(while: Self.isInName)
        switch TemplateFilter.Name(rawValue: name) {
        case .default: return .default(try defaultText(orFailAt: start))
        case .upper: return .upper
        case .lower: return .lower
        case .title: return .title
        case .first: return .first
        case nil: throw cursor.error(Self.unknown(name), at: start)
        }
    }

    private mutating func defaultText(orFailAt start: Int) throws(TemplateError) -> String {
        cursor.skipWhiteSpace()
        guard cursor.take(":") else { throw cursor.error(.missingText, at: start) }
        cursor.skipWhiteSpace()
        if cursor.isAt("\"") { return try quotedText() }
        let place = cursor.position
        let text = try words()
        guard let first = text.unicodeScalars.first else { throw cursor.error(.missingText, at: start) }
        guard !Self.firstQuotes.contains(first), Self.otherQuotes.isDisjoint(with: text.unicodeScalars) else {
            throw cursor.error(.wrongQuotes, at: place)
        }
        return text
    }

    private static func unknown(_ name: String) -> TemplateError.Kind {
        let known = TemplateFilter.Name.allCases.map(\.rawValue)
        return .unknownFilter(name, nearest: name.isEmpty ? nil : Spelling.nearest(to: name, in: known))
    }

    private static func isInName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_" || scalar == "-"
    }
}
