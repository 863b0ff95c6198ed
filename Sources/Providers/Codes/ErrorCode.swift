// SPDX-License-Identifier: Apache-2.0

/// An error code of a provider's, as a report shows it, for a person who wants to know more.
package struct ErrorCode: Sendable, Hashable {
    /// Whose matter it is.
    package let kind: CodeKind
    /// What it means, in words.
    package let meaning: String
    /// The provider's own page about it; `nil` where there is none that is known.
    package let page: String?

    /// Looks a code up.
    ///
    /// - Parameters:
    ///   - code: the code as the report has it; an HTTP status where the provider gave none.
    ///   - type: the type of the provider entry: `plivo`, `twilio`, …; codes of others are not known.
    ///   - isOfRequest: whether it was the answer to a request, not the fate of an accepted message.
    package init(_ code: String, type: String, isOfRequest: Bool) {
        let number = code.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(code) : nil
        let status = isOfRequest ? number.flatMap(HTTPMeaning.init) : nil
        let known = status == nil ? number.flatMap { Self.known($0, code: code, type: type) } : nil
        kind = status?.kind ?? known?.kind ?? .unexplained
        meaning = status?.meaning ?? known?.words ?? kind.meaning
        page = status == nil ? number.flatMap { ErrorPage.address(of: $0, type: type) } : nil
    }

    private static func known(_ number: Int, code: String, type: String) -> (kind: CodeKind, words: String?)? {
        switch type {
        // The sandbox speaks Plivo's language.
        case "plivo", "sandbox":
            PlivoErrorCode.meaning(of: code).map { (PlivoErrorCode.kind(of: code), $0) }
        case "twilio":
            TwilioErrorCode.meaning(of: number).map { (CodeKind($0), TwilioErrorCode.deliveries[number]?.words) }
        case "telnyx": TelnyxMeaning(code: code).map { (CodeKind($0), nil) }
        case "vonage": VonageSendStatus.kind(of: number).map { ($0, nil) }
        default: nil
        }
    }
}
