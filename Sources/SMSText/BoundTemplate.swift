// SPDX-License-Identifier: Apache-2.0

/// Holds a template whose columns were found, to be rendered once a recipient.
public struct BoundTemplate: Sendable {
    enum Piece: Sendable {
        case text(String)
        case value(column: Int, name: String, filters: [TemplateFilter])
    }

    let pieces: [Piece]

    /// Writes the message to one recipient.
    ///
    /// Values lose the white space at their ends, their line ends become LF, and the whole is
    /// precomposed (Unicode NFC): what is counted is what is sent.
    /// - Parameter value: Gives the cell of a column, counted from 0.
    /// - Returns: The text, or the header of the first column that is empty and has no default.
    public func render(_ value: (Int) -> String) -> Rendering {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let words): text += words
            case .value(let column, let name, let filters):
                let cell = value(column).trimmed
                if cell.isEmpty, !filters.contains(where: \.isDefault) { return .missingValue(column: name) }
                text += filters.reduce(cell) { $1.applied(to: $0) }
            }
        }
        return .text(text.withLineFeeds.precomposed)
    }
}
