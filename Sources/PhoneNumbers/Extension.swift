// SPDX-License-Identifier: Apache-2.0

/// Finds an extension at the end of a text: `ext. 5`, `x5`, `;ext=5`, `,,5`, `- 5#`
/// (PhoneNumberUtil.createExtnPattern).
///
/// Every form ends with the extension's digits and perhaps `#`, so these are found first; no digit
/// stands before them in any form, so it lies between them and the digit before.
struct ExtensionScanner {
    private let gapStart: Int
    private let digitStart: Int
    private let digitCount: Int
    private let endsWithHash: Bool

    /// Longest extensions after `ext` and the like, after `,,` or `;`, after one ambiguous sign,
    /// and before `#` alone.
    private enum Limit {
        static let explicit = 20
        static let likely = 15
        static let ambiguous = 9
        static let unsure = 6
    }

    /// Nil if the text does not end with digits that an extension can have.
    init?(_ text: Symbols) {
        endsWithHash = text.last?.scalar == "#"
        let body = endsWithHash ? text.dropLast() : text
        digitStart = body.lastIndex { !$0.isDigit }.map { $0 + 1 } ?? body.startIndex
        digitCount = body.endIndex - digitStart
        gapStart = body[..<digitStart].lastIndex(where: \.isDigit).map { $0 + 1 } ?? body.startIndex
        guard 1...Limit.explicit ~= digitCount else { return nil }
    }

    func digits(in text: Symbols) -> String {
        var digits = ""
        for symbol in text[digitStart..<(digitStart + digitCount)] {
            digits.unicodeScalars.append(symbol.scalar)
        }
        return digits
    }

    /// Where the longest form in the text begins; nil if there is none.
    func firstPlace(in text: Symbols) -> Int? {
        (gapStart..<digitStart).first { begins(at: $0, of: text) }
    }

    /// Whether one of the forms stands between a place in the text and the digits.
    func begins(at start: Int, of text: Symbols) -> Bool {
        guard gapStart..<digitStart ~= start else { return false }
        let form = text[start..<digitStart]
        return isURIParameter(form) || isLabelled(form) || isPause(form) || isDashed(form)
    }

    /// The form of RFC 3966.
    private func isURIParameter(_ form: Symbols) -> Bool {
        !endsWithHash && form.dropping(";ext=")?.isEmpty ?? false
    }

    /// Whether it begins with a label: `ext.`, `x`, `доб`, `#` and others.
    private func isLabelled(_ form: Symbols) -> Bool {
        guard let label = ExtensionLabel(form.drop { $0.isBlank || $0.scalar == "," }) else {
            return false
        }
        return digitCount <= (label.isExplicit ? Limit.explicit : Limit.ambiguous)
            && isFiller(label.rest)
    }

    /// Whether it is a pause that telephones dial by themselves: two commas or a semicolon, or any
    /// number of commas.
    private func isPause(_ form: Symbols) -> Bool {
        let mark = form.drop(while: \.isBlank)
        if mark.first?.scalar == ";" {
            return digitCount <= Limit.likely && isFiller(mark.dropFirst())
        }
        let rest = mark.drop { $0.scalar == "," }
        let commas = rest.startIndex - mark.startIndex
        if commas > 1, digitCount <= Limit.likely, isFiller(mark.dropFirst(2)) { return true }
        return commas > 0 && digitCount <= Limit.ambiguous && isFiller(rest)
    }

    /// Whether only dashes stand before digits that `#` ends, as Americans write it: `- 503#`.
    private func isDashed(_ form: Symbols) -> Bool {
        endsWithHash && digitCount <= Limit.unsure
            && form.allSatisfy { $0.scalar == "-" || $0.scalar == " " }
    }

    /// What may stand between a label and the digits: a colon or full stop, then blanks, commas and
    /// dashes.
    private func isFiller(_ text: Symbols) -> Bool {
        let first = text.first?.scalar
        let rest = first == ":" || first == "." || first == "\u{FF0E}" ? text.dropFirst() : text
        return rest.allSatisfy { $0.isBlank || $0.scalar == "," || $0.scalar == "-" }
    }
}

extension Symbol {
    fileprivate var isBlank: Bool { scalar == " " || scalar == "\u{A0}" || scalar == "\t" }
}

/// A word or sign that announces an extension.
struct ExtensionLabel {
    let rest: Symbols

    /// Whether it can mean nothing else.
    let isExplicit: Bool

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
        let whole =
            stem.dropping("ensio").map { $0.dropping("\u{301}") ?? $0 } ?? stem.dropping(
                "ensi\u{F3}") ?? stem
        return whole.dropping("n") ?? whole
    }

    /// What follows `ｅｘｔ`, `ｘｔ` and `ｅｘｔｎ` in full width.
    private static func afterWideExtension(_ text: Symbols) -> Symbols? {
        guard let stem = (text.dropping("\u{FF45}") ?? text).dropping("\u{FF58}\u{FF54}") else {
            return nil
        }
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
