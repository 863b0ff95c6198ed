// SPDX-License-Identifier: Apache-2.0

/// An answer in JSON or XML, in the one shape in which paths walk through it.
struct AnswerTree: Sendable, Hashable {
    /// The text of a string, number, truth value, attribute or element; `nil` for the rest.
    var text: String?
    /// What is below, by key, element name, or attribute name behind an `@`; elements may share a name.
    var members: [String: [AnswerTree]] = [:]
    /// The items of a JSON list.
    var items: [AnswerTree] = []

    /// What stands at the end of a path, or `nil`.
    ///
    /// A number picks an item of a list, or one of several elements with the same name, from 0; without it the first is meant.
    func node(at steps: some Sequence<String>) -> AnswerTree? {
        var found = [self]
        for step in steps {
            guard let first = found.first else { return nil }
            if let below = first.members[step] {
                found = below
            } else if let index = Int(step) {
                let choice = first.items.isEmpty ? found : first.items
                found = choice.indices.contains(index) ? [choice[index]] : []
            } else {
                return nil
            }
        }
        return found.first
    }
}
