// SPDX-License-Identifier: Apache-2.0

/// Holds a part of a template: a text, or a place for a recipient's value.
enum TemplatePiece: Sendable, Equatable {
    case text(String)
    case placeholder(Placeholder)

    /// Stands for the value of a column.
    struct Placeholder: Sendable, Equatable {
        /// The column's name as it is written.
        let column: String
        /// What happens to the value, in order; without a default an empty value is a missing one.
        let filters: [TemplateFilter]
        /// Where it is written, in scalars from the start of the template; an error makes a place
        /// of it.
        let offset: Int
    }
}
