// SPDX-License-Identifier: Apache-2.0

/// A word or sign that announces an extension.
struct ExtensionLabel {
    /// What follows the label.
    let rest: Symbols

    /// Whether it can mean nothing else.
    let isExplicit: Bool

    /// The label that a piece begins with; nil without one.
    init?(_ text: Symbols) {
        if let rest = Self.afterExplicit(text) {
            self.init(rest: rest, isExplicit: true)
        } else if let rest = Self.afterAmbiguous(text) {
            self.init(rest: rest, isExplicit: false)
        } else {
            return nil
        }
    }

    private init(rest: Symbols, isExplicit: Bool) {
        self.rest = rest
        self.isExplicit = isExplicit
    }

    private static func afterExplicit(_ text: Symbols) -> Symbols? {
        switch text.first?.folded {
        case "e", "x": afterExtension(text)
        case "\u{FF45}", "\u{FF58}": afterWideExtension(text)
        case "\u{434}": text.dropping("\u{434}\u{43E}\u{431}")
        case "a": text.dropping("anexo")
        default: nil
        }
    }

    /// What follows `ext`, `xt`, `extn`, `extension`, `extensión`, `extensio` and the like.
    private static func afterExtension(_ text: Symbols) -> Symbols? {
        guard let stem = (text.dropping("e") ?? text).dropping("xt") else { return nil }
        let whole = stem.dropping("ensio").map { $0.dropping("\u{301}") ?? $0 } ?? stem.dropping("ensi\u{F3}") ?? stem
        return whole.dropping("n") ?? whole
    }

    /// What follows `ｅｘｔ`, `ｘｔ` and `ｅｘｔｎ` in full width.
    private static func afterWideExtension(_ text: Symbols) -> Symbols? {
        guard let stem = (text.dropping("\u{FF45}") ?? text).dropping("\u{FF58}\u{FF54}") else { return nil }
        return stem.dropping("\u{FF4E}") ?? stem
    }

    private static func afterAmbiguous(_ text: Symbols) -> Symbols? {
        switch text.first?.folded {
        case "x", "\u{FF58}", "#", "\u{FF03}", "~", "\u{FF5E}": text.dropFirst()
        case "i": text.dropping("int")
        case "\u{FF49}": text.dropping("\u{FF49}\u{FF4E}\u{FF54}")
        default: nil
        }
    }
}
