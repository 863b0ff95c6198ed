// SPDX-License-Identifier: Apache-2.0

/// Whose matter an error code of a provider's is, which tells what a person can do.
package enum CodeKind: Sendable, Hashable, CaseIterable {
    /// The number cannot get the message.
    case recipient
    /// The number is a landline.
    case landline
    /// The recipient has asked for no messages.
    case optedOut
    /// The text is refused, by the provider or by a spam filter.
    case content
    /// The recipient's country is not open to the account or the sender.
    case country
    /// Credentials, credit, sender or configuration: no message of the account would pass.
    case account
    /// Later it may work.
    case passing
    /// It is not known what became of the message.
    case unclear
    /// The code is not known, or may mean several of these.
    case unexplained

    /// What such a code means where the provider's list has no words that this program knows.
    package var meaning: String {
        switch self {
        case .recipient: "the number cannot get the message"
        case .landline: "the number is a landline"
        case .optedOut: "the recipient has asked for no messages"
        case .content: "the text is refused"
        case .country: "the country is not open to the account or the sender"
        case .account: "the account or the sender may not send"
        case .passing: "a fault that passes, or too many messages at once"
        case .unclear: "it is not known what became of the message"
        case .unexplained: "the code is not in this program’s lists"
        }
    }
}

/// What a vendor's error codes mean, and where it explains them itself.
struct VendorCodes: Sendable {
    /// Whose matter a code is, with its meaning where this program has words of its own; `nil` for
    /// a code that is not known.
    let meaning: @Sendable (Int) -> (kind: CodeKind, words: String?)?
    /// The vendor's public page about a code: an https address that holds nothing of a report's but
    /// the code; `nil` for a code that the page cannot have.
    let page: @Sendable (Int) -> String?
}

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
    ///   - provider: whose code it is; `nil` where that is not known, and so no code is.
    ///   - isOfRequest: whether it was the answer to a request, not the fate of an accepted
    ///     message.
    package init(_ code: String, of provider: ProviderKind?, isOfRequest: Bool) {
        let isNumber = code.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let number = isNumber ? Int(code) : nil
        let status = isOfRequest ? number.flatMap(HTTPMeaning.init) : nil
        let codes = status == nil ? provider?.wireFormat?.codes : nil
        let known = number.flatMap { codes?.meaning($0) }
        kind = status?.kind ?? known?.kind ?? .unexplained
        meaning = status?.meaning ?? known?.words ?? kind.meaning
        page = number.flatMap { codes?.page($0) }
    }
}

/// What an HTTP status means that stands in a report because the provider gave no code of its own
/// (RFC 9110, §15).
struct HTTPMeaning {
    let kind: CodeKind
    let meaning: String

    /// Nil for a number that is no status of a request that failed.
    init?(_ status: Int) {
        guard (300...599).contains(status) else { return nil }
        (kind, meaning) =
            switch status {
            case 300...399:
                (.account, "HTTP \(status): the address has moved; look at the configuration")
            case 401, 403, 407: (.account, "HTTP \(status): the account may not do this")
            case 402: (.account, "HTTP 402: the account has no credit")
            case 404: (.account, "HTTP 404: there is no such thing at this address")
            case 429: (.passing, "HTTP 429: too many requests")
            case 408, 500...599: (.unclear, "HTTP \(status): the provider had a fault of its own")
            default:
                (
                    .unexplained,
                    "HTTP \(status): the request was refused; the report’s own words say more"
                )
            }
    }
}
