// SPDX-License-Identifier: Apache-2.0

/// The `tel:` form of RFC 3966, where a phone-context says what stands before the number.
enum TelephoneURI {
    private static let contextMark = ";phone-context="
    private static let scheme = "tel:"

    /// The number with its context in front, if the context is the beginning of a number; nil without a context.
    ///
    /// - Throws: `notANumber` if the context is neither a number's beginning nor a domain name.
    static func number(in text: Scalars) throws(ParseFailure) -> Scalars? {
        guard let mark = text.firstIndex(of: contextMark) else { return nil }
        let context = text[(mark + contextMark.unicodeScalars.count)...].prefix { $0 != ";" }
        let isGlobal = isGlobalNumber(context)
        guard isGlobal || isDomainName(context) else { throw .notANumber }
        let start = text.firstIndex(of: scheme).map { $0 + scheme.unicodeScalars.count } ?? text.startIndex
        let number = start < mark ? text[start..<mark] : []
        return isGlobal ? context + number : number
    }

    /// `+`, then digits and visual separators with at least one digit.
    private static func isGlobalNumber(_ text: Scalars) -> Bool {
        guard text.first == "+" else { return false }
        let rest = text.dropFirst()
        return rest.contains { $0.decimalDigit != nil }
            && rest.allSatisfy { $0.decimalDigit != nil || ["-", ".", "(", ")"].contains($0) }
    }

    /// Labels between dots; the last begins with a letter, and a dot may end the name.
    private static func isDomainName(_ text: Scalars) -> Bool {
        let name = text.last == "." ? text.dropLast() : text
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard let top = labels.last?.first, top.isASCIILetter else { return false }
        return labels.allSatisfy(isLabel)
    }

    private static func isLabel(_ label: Scalars) -> Bool {
        guard let first = label.first, let last = label.last, first != "-", last != "-" else { return false }
        return label.allSatisfy { $0 == "-" || $0.isASCIILetter || $0.decimalDigit != nil }
    }
}
