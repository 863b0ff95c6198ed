// SPDX-License-Identifier: Apache-2.0

import CSV
import Campaign

/// What is to be said of a list whose encoding is a guess: a person can see whether the letters are right.
struct GuessWarning {
    let list: RecipientList

    /// Nil where nothing depends on the guess.
    var text: String? {
        let guessed = list.guessedText
        guard guessed.count > 0 else { return nil }
        let rest = guessed.count - guessed.examples.count
        let more = rest > 0 ? " and \(Figures.count(rest, "more cell", "more cells"))" : ""
        return "warning: \(Printable.text(list.name)) is not UTF-8; it is read as \(list.format.encoding): "
            + Printable.text(guessed.examples.joined(separator: ", ")) + more
            + ". If these letters are wrong, name the encoding with --encoding (such as iso-8859-15 or macintosh), "
            + "or save the list as UTF-8."
    }
}
