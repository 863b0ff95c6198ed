// SPDX-License-Identifier: Apache-2.0

/// The `tel:` form of RFC 3966, where a phone-context says what stands before the number.
enum TelephoneURI {
    private static let contextMark = ";phone-context="
    private static let scheme = "tel:"

    /// The number with its context in front, if the context is the beginning of a number; nil without a context.
    ///
    /// - Throws: `notANumber` if the context is neither a number's beginning nor a domain name.
    static func number(in text: Symbols) throws(ParseFailure) -> Symbols? {
        guard let mark = text.firstIndex(of: contextMark) else { return nil }
        let context = text[(mark + contextMark.unicodeScalars.count)...].prefix { $0.scalar != ";" }
        let isGlobal = isGlobalNumber(context)
        guard isGlobal || isDomainName(context) else { throw .notANumber }
        let start = text.firstIndex(of: scheme).map { $0 + scheme.unicodeScalars.count } ?? text.startIndex
        let number = start < mark ? text[start..<mark] : []
        return isGlobal ? context + number : number
    }

    /// `+`, then digits and visual separators with at least one digit.
    private static func isGlobalNumber(_ text: Symbols) -> Bool {
        guard text.first?.scalar == "+" else { return false }
        let rest = text.dropFirst()
        return rest.contains(where: \.isDigit) && rest.allSatisfy { $0.isDigit || isVisualSeparator($0.scalar) }
    }

    private static func isVisualSeparator(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "-" || scalar == "." || scalar == "(" || scalar == ")"
    }

    /// Labels between dots; the last begins with a letter, and a dot may end the name.
    private static func isDomainName(_ text: Symbols) -> Bool {
        let name = text.last?.scalar == "." ? text.dropLast() : text
        let labels = name.split(omittingEmptySubsequences: false) { $0.scalar == "." }
        guard let top = labels.last?.first, top.isASCIILetter else { return false }
        return labels.allSatisfy(isLabel)
    }

    private static func isLabel(_ label: Symbols) -> Bool {
        guard let first = label.first?.scalar, let last = label.last?.scalar, first != "-", last != "-" else {
            return false
        }
        return label.allSatisfy { $0.scalar == "-" || $0.isASCIILetter || $0.isDigit }
    }
}
