// SPDX-License-Identifier: Apache-2.0

/// What a provider said of its own accord: a code and a text, made fit for a report.
///
/// What could steer a terminal becomes a space, the text is cut to ``longest`` Unicode scalars, and credentials that a provider
/// echoes are hidden.
package struct ProviderWord: Sendable, Hashable {
    /// The most Unicode scalars of a provider's text that a report shows.
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
        self.code = code.map { Self.tidy($0, hiding: secrets) }
        self.text = Self.tidy(text, hiding: secrets)
    }

    /// Whether the provider says the same of somebody else: many name the recipient's number in their sentence.
    package func saysTheSame(as other: ProviderWord) -> Bool {
        code == other.code && text.filter { !$0.isNumber } == other.text.filter { !$0.isNumber }
    }

    /// Makes any text of a provider's (an id, a carrier's name) fit for a report in the same way.
    static func tidy(_ text: String, hiding secrets: [String]) -> String {
        // Hidden before the cut, which would otherwise leave the beginning of a secret.
        let hidden = secrets.filter { !$0.isEmpty }.reduce(text) { $0.replacing($1, with: "‹hidden›") }
        var kept = String.UnicodeScalarView()
        // Cut by scalars: a single character may be made of any number of them.
        for scalar in hidden.unicodeScalars.prefix(longest) { kept.append(scalar.steersTerminals ? " " : scalar) }
        return String(kept)
    }
}

extension Unicode.Scalar {
    /// Control characters and those that break lines or turn the direction of the text, unseen.
    fileprivate var steersTerminals: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
