// SPDX-License-Identifier: Apache-2.0

/// What a provider said of its own accord: a code and a text, made fit for a report.
///
/// Control characters are dropped, the text is cut to ``longest`` characters, and credentials that a provider echoes are hidden.
package struct ProviderWord: Sendable, Hashable {
    /// The most characters of a provider's text that a report shows.
    package static let longest = 200

    /// The provider's own error code, as text; `nil` where it gave none.
    package let code: String?
    /// The provider's sentence, or a description of what came instead of one.
    package let text: String

    /// Makes a word from what the provider sent.
    ///
    /// - Parameters:
    ///   - code: the provider's code, if it gave one.
    ///   - text: the provider's text, as received.
    ///   - secrets: values that must never be shown, wherever they occur.
    package init(code: String? = nil, text: String, hiding secrets: [String] = []) {
        self.code = code.map { Self.clean($0, hiding: secrets) }
        self.text = Self.clean(text, hiding: secrets)
    }

    private static func clean(_ text: String, hiding secrets: [String]) -> String {
        let hidden = secrets.filter { !$0.isEmpty }.reduce(text) { $0.replacing($1, with: "‹hidden›") }
        let printable = hidden.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) }
        return String(String(printable).prefix(longest))
    }
}
