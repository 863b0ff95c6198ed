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

extension CodeKind {
    /// The kind of a code of Twilio's.
    init(_ meaning: TwilioMeaning) {
        self =
            switch meaning {
            case .recipient: .recipient
            case .landline: .landline
            case .optedOut: .optedOut
            case .content: .content
            case .country: .country
            case .account: .account
            case .notProcessed, .passing: .passing
            case .unclear: .unclear
            case .unexplained: .unexplained
            }
    }

    /// The kind of a code of Telnyx's.
    init(_ meaning: TelnyxMeaning) {
        self =
            switch meaning {
            case .recipient: .recipient
            case .landline: .landline
            case .stop: .optedOut
            case .content, .suspicious: .content
            case .country: .country
            case .account: .account
            case .notProcessed, .passing: .passing
            case .unclear: .unclear
            }
    }
}

extension PlivoErrorCode {
    /// The kind of a code that became a message's fate.
    static func kind(of code: String) -> CodeKind { kinds[code] ?? .unexplained }

    private static let kinds: [String: CodeKind] = [
        "10": .content, "20": .passing, "30": .content, "40": .account, "50": .landline,
        "60": .passing,
        "70": .recipient, "80": .passing, "90": .recipient, "100": .content, "110": .content,
        "200": .optedOut,
        "201": .country, "300": .passing, "420": .passing, "450": .country, "451": .account,
        "900": .account,
        "910": .account,
    ]
}

extension VonageSendStatus {
    /// The kind of a status of the SMS API; `nil` for one that is not known.
    static func kind(of status: Int) -> CodeKind? {
        switch status {
        case 1, 10: .passing
        case 2, 3: .unexplained
        case 4, 8, 9, 11, 14, 15, 22, 23, 29, 32: .account
        case 5: .unclear
        case 6, 33: .recipient
        case 7: .optedOut
        case 12: .content
        default: nil
        }
    }
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
    ///   - type: the type of the provider entry: `plivo`, `twilio`, …; codes of others are not
    ///     known.
    ///   - isOfRequest: whether it was the answer to a request, not the fate of an accepted
    ///     message.
    package init(_ code: String, type: String, isOfRequest: Bool) {
        let number = code.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(code) : nil
        let status = isOfRequest ? number.flatMap(HTTPMeaning.init) : nil
        let known = status == nil ? number.flatMap { Self.known($0, code: code, type: type) } : nil
        kind = status?.kind ?? known?.kind ?? .unexplained
        meaning = status?.meaning ?? known?.words ?? kind.meaning
        page = status == nil ? number.flatMap { ErrorPage.address(of: $0, type: type) } : nil
    }

    private static func known(
        _ number: Int,
        code: String,
        type: String
    ) -> (kind: CodeKind, words: String?)? {
        switch type {
        // The sandbox speaks Plivo's language.
        case "plivo", "sandbox":
            PlivoErrorCode.meaning(of: code).map { (PlivoErrorCode.kind(of: code), $0) }
        case "twilio":
            TwilioErrorCode.meaning(of: number).map {
                (CodeKind($0), TwilioErrorCode.deliveries[number]?.words)
            }
        case "telnyx": TelnyxMeaning(code: code).map { (CodeKind($0), nil) }
        case "vonage": VonageSendStatus.kind(of: number).map { ($0, nil) }
        default: nil
        }
    }
}

/// The providers' public pages about their error codes, each read before it was put here.
enum ErrorPage {
    /// The address of the page that has a code.
    ///
    /// - Parameters:
    ///   - code: the provider's code.
    ///   - type: the type of the provider entry.
    /// - Returns: an https address that holds nothing of the report's but the code; `nil` for a
    ///   code that the page cannot have.
    static func address(of code: Int, type: String) -> String? {
        switch type {
        case "plivo", "sandbox": (10...9999).contains(code) ? plivo : nil
        case "twilio":
            (10_000...99_999).contains(code)
                ? "https://www.twilio.com/docs/api/errors/\(code)" : nil
        case "telnyx": (10_000...99_999).contains(code) ? telnyx : nil
        case "vonage": (1...99).contains(code) ? vonage : nil
        default: nil
        }
    }

    private static let plivo = "https://www.plivo.com/docs/messaging/troubleshooting/error-codes"
    private static let telnyx = "https://developers.telnyx.com/docs/messaging/messages/error-codes"
    private static let vonage = "https://developer.vonage.com/en/api-errors/sms"
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
