// SPDX-License-Identifier: Apache-2.0

/// Finds an extension at the end of a text: `ext. 5`, `x5`, `;ext=5`, `,,5`, `- 5#` (PhoneNumberUtil.createExtnPattern).
///
/// Every form ends with the extension's digits and perhaps `#`, so these are found first; then the question is only where the form begins.
struct ExtensionScanner {
    private let text: Scalars
    private let digitStart: Int
    private let digitCount: Int
    private let endsWithHash: Bool

    /// Longest extensions after `ext` and the like, after `,,` or `;`, after one ambiguous sign, and before `#` alone.
    private enum Limit {
        static let explicit = 20, likely = 15, ambiguous = 9, unsure = 6
    }

    /// Nil if the text does not end with digits.
    init?(_ text: Scalars) {
        endsWithHash = text.last == "#"
        let body = endsWithHash ? text.dropLast() : text
        digitStart = (body.lastIndex { $0.decimalDigit == nil } ?? body.startIndex - 1) + 1
        digitCount = body.endIndex - digitStart
        guard digitCount > 0 else { return nil }
        self.text = text
    }

    /// The extension as it is written.
    var digits: String {
        var digits = ""
        digits.unicodeScalars.append(contentsOf: text[digitStart..<(digitStart + digitCount)])
        return digits
    }

    /// Whether one of the forms stands between a place and the digits.
    func begins(at start: Int) -> Bool {
        guard start < digitStart, digitCount <= Limit.explicit else { return false }
        let form = text[start..<digitStart]
        return isURIParameter(form) || isLabelled(form) || isAutomatic(form) || isDashed(form)
    }

    /// Whether it is `;ext=`, the form of RFC 3966.
    private func isURIParameter(_ form: Scalars) -> Bool {
        !endsWithHash && form.count == 5 && form.map(\.caseFolded).elementsEqual(";ext=".unicodeScalars)
    }

    /// Whether it begins with a label: `ext.`, `x`, `доб`, `#` and others.
    private func isLabelled(_ form: Scalars) -> Bool {
        let label = form.drop { $0.isBlank || $0 == "," }
        let folded = Array(label.map(\.caseFolded))
        return ExtensionLabel.lengths(of: folded).contains { length, isExplicit in
            digitCount <= (isExplicit ? Limit.explicit : Limit.ambiguous) && isFiller(label.dropFirst(length))
        }
    }

    /// Whether it is a pause that telephones dial by themselves: two commas or a semicolon, or any number of commas.
    private func isAutomatic(_ form: Scalars) -> Bool {
        let mark = form.drop(while: \.isBlank)
        let commas = mark.prefix { $0 == "," }.count
        if digitCount <= Limit.likely {
            if mark.first == ";", isFiller(mark.dropFirst()) { return true }
            if commas >= 2, isFiller(mark.dropFirst(2)) { return true }
        }
        return digitCount <= Limit.ambiguous && commas > 0 && isFiller(mark.dropFirst(commas))
    }

    /// Whether only dashes stand before digits that `#` ends, as Americans write it: `- 503#`.
    private func isDashed(_ form: Scalars) -> Bool {
        endsWithHash && digitCount <= Limit.unsure && form.allSatisfy { $0 == "-" || $0 == " " }
    }

    /// What may stand between a label and the digits: a colon or full stop, then blanks, commas and dashes.
    private func isFiller(_ text: Scalars) -> Bool {
        let rest = [":", ".", "\u{FF0E}"].contains(text.first) ? text.dropFirst() : text
        return rest.allSatisfy { $0.isBlank || $0 == "," || $0 == "-" }
    }
}

extension Unicode.Scalar {
    fileprivate var isBlank: Bool { self == " " || self == "\u{A0}" || self == "\t" }
}
