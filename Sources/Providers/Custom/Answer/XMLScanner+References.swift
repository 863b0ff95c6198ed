// SPDX-License-Identifier: Apache-2.0

extension XMLScanner {
    private static let named: [String: String] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]

    /// Replaces the references in a text; `nil` where one is not closed or not known.
    static func withoutReferences(_ text: String) -> String? {
        var result = ""
        var scanner = XMLScanner(keeping: text)
        while let literal = scanner.text(before: "&") {
            guard let name = scanner.text(before: ";"), let character = character(of: name) else { return nil }
            result += literal + character
        }
        return result + scanner.remainder
    }

    private static func character(of name: String) -> String? {
        if let character = named[name] { return character }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return value.flatMap(Unicode.Scalar.init).map { String($0) }
    }
}
