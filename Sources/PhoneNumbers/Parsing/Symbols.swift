// SPDX-License-Identifier: Apache-2.0

/// A piece of text as symbols.
typealias Symbols = ArraySlice<Symbol>

extension Symbols {
    /// The piece without the pluses it begins with.
    var withoutPluses: Symbols { drop { $0.kind == .plus } }

    /// Where a text first occurs, case included; nil if it does not.
    func firstIndex(of text: String) -> Int? {
        guard let first = text.unicodeScalars.first else { return nil }
        return indices.first { self[$0].scalar == first && self[$0...].begins(with: text, \.scalar) }
    }

    /// What follows a word that the piece begins with, whatever its case; nil if it does not begin with it.
    func dropping(_ word: String) -> Symbols? {
        begins(with: word, \.folded) ? dropFirst(word.unicodeScalars.count) : nil
    }

    private func begins(with text: String, _ form: (Symbol) -> Unicode.Scalar) -> Bool {
        var index = startIndex
        for scalar in text.unicodeScalars {
            guard index < endIndex, form(self[index]) == scalar else { return false }
            index += 1
        }
        return true
    }
}
