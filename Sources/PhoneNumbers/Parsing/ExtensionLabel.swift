// SPDX-License-Identifier: Apache-2.0

/// The words and signs that announce an extension.
enum ExtensionLabel {
    /// Labels that can mean nothing else: `ext`, `extn`, `extension`, `extensión`, `xt…`, the same in full width, `доб`, `anexo`.
    private static let explicit: [[Unicode.Scalar]] = {
        let stems = ["xt", "xtensio", "xtensio\u{301}", "xtensi\u{F3}"]
        let latin = stems.flatMap { ["e" + $0, $0, "e" + $0 + "n", $0 + "n"] }
        let wide = ["\u{FF58}\u{FF54}", "\u{FF58}\u{FF54}\u{FF4E}"].flatMap { ["\u{FF45}" + $0, $0] }
        return (latin + wide + ["\u{434}\u{43E}\u{431}", "anexo"]).map { Array($0.unicodeScalars) }
    }()

    /// Labels that may mean something else too.
    private static let ambiguous: [[Unicode.Scalar]] =
        ["x", "\u{FF58}", "#", "\u{FF03}", "~", "\u{FF5E}", "int", "\u{FF49}\u{FF4E}\u{FF54}"].map {
            Array($0.unicodeScalars)
        }

    /// The lengths of the labels that a case-folded text begins with.
    static func lengths(of text: [Unicode.Scalar]) -> [(length: Int, isExplicit: Bool)] {
        func found(_ labels: [[Unicode.Scalar]], _ isExplicit: Bool) -> [(Int, Bool)] {
            labels.filter { text.starts(with: $0) }.map { ($0.count, isExplicit) }
        }
        return found(explicit, true) + found(ambiguous, false)
    }
}
