// SPDX-License-Identifier: Apache-2.0

/// Changes a value on its way into the text.
enum TemplateFilter: Sendable, Equatable {
    /// Puts a text in the place of an empty value.
    case `default`(String)
    case upper
    case lower
    case title
    /// Leaves the first word.
    case first

    /// The names of filters in templates.
    enum Name: String, CaseIterable {
        case `default`, upper, lower, title, first
    }

    var isDefault: Bool {
        guard case .default = self else { return false }
        return true
    }

    /// Gives what the filter makes of a value, which has no white space at its ends.
    func applied(to value: String) -> String {
        switch self {
        case .default(let text): value.isEmpty ? text : value
        case .upper: value.uppercased()
        case .lower: LetterCase.lower(value)
        case .title: LetterCase.title(value)
        case .first: String(value.unicodeScalars.prefix { !$0.properties.isWhitespace })
        }
    }
}
