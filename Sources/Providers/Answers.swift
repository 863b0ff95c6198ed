// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

/// What the answer to a lookup means.
///
/// A lookup that failed is not a landline: nothing but ``found(_:)`` says anything about the line.
package enum LookupAnswer: Sendable, Hashable {
    /// The provider knows the number.
    case found(LineFacts)
    /// The provider says that there is no such number.
    case noSuchNumber(ProviderWord)
    /// The account may not do this at all (credentials, credit): every further lookup would end the
    /// same.
    case accountRefused(AccountRefusal, ProviderWord)
    /// Not answered this time; asking again may help (429, server errors, unreadable answers).
    case tryAgain(ProviderWord)
    /// Not answered because of too many requests, as the provider says in its own way: asking again
    /// helps, later.
    case throttled(ProviderWord)
    /// The provider refuses to answer for this number, in a form that it documents.
    case refused(ProviderWord)
    /// Answered so that asking again would not help now; what the answer says of the number is not
    /// known.
    case failed(ProviderWord)
}

/// What the answer to a message means for that message.
package enum SendAnswer: Sendable, Hashable {
    /// The provider accepted the message under this id.
    case accepted(id: String)
    /// The provider refused this message, and would refuse it again.
    case rejected(Rejection, ProviderWord)
    /// The provider refuses the account; the message was not accepted.
    case accountRefused(AccountRefusal, ProviderWord)
    /// The provider did not process the message and says so (429): it is safe to hand it over
    /// again.
    case notProcessed(ProviderWord)
    /// The message may or may not have been accepted: it must not be handed over again by itself.
    case unclear(Unclarity, ProviderWord)
    /// An answer that is not in the provider's own form, as a proxy, a firewall or a login page
    /// gives one: it proves neither acceptance nor refusal.
    case unrecognised(UnrecognisedAnswer)

    /// Whose fault a refusal is.
    package enum Rejection: String, Sendable, Hashable, CaseIterable {
        /// The number cannot get the message.
        case recipient
        /// The recipient has opted out.
        case optedOut
        /// The text cannot be sent.
        case content
        /// The recipient's country is not enabled for the account.
        case country
        /// The provider gave no reason that is known; a run of these is a misconfiguration.
        case unexplained
        /// A configured gateway gave a code that the configuration does not list, in an answer that
        /// HTTP calls a success.
        case unlisted
        /// A configured gateway whose errors the configuration does not describe answered with a
        /// status that refuses.
        case undescribed
    }

    /// Why it is not known whether a message was accepted.
    package enum Unclarity: String, Sendable, Hashable, CaseIterable {
        /// A server error after the request was read.
        case serverError
        /// Success without a proof of it, such as a readable message id.
        case badResponse
        /// The provider had the message's id before, with other content: what became of the first
        /// one is not said.
        case usedID
        /// Some parts of a long message were accepted, and others were not.
        case partlyAccepted
        /// The mark of success and a code that stands for a refusal are in the same answer.
        case contradictory
    }
}

extension SendAnswer {
    /// Reads the HTTP status, which is all there is where the provider's own code is missing or not
    /// known.
    ///
    /// - Parameters:
    ///   - status: the status; no success.
    ///   - isProviders: whether the answer is in the form in which the provider documents its
    ///     refusals. Only these are a proof that a message was not accepted.
    ///   - word: what was said.
    init(status: Int, isProviders: Bool, _ word: ProviderWord) {
        if let answer = SendAnswer(statusOfAnybody: status, word) {
            self = answer
        } else if !isProviders {
            self = .unrecognised(UnrecognisedAnswer(status: status, word))
        } else {
            self =
                switch status {
                case 401: .accountRefused(.credentials, word)
                case 402: .accountRefused(.credit, word)
                case 400, 405, 409, 422: .rejected(.unexplained, word)
                default: .accountRefused(.configuration, word)
                }
        }
    }

    /// Reads a status that means the same whoever gave the answer; `nil` for any other.
    ///
    /// A server error may have come after the message was accepted; so may a redirect, which is how
    /// servers confirm a POST (RFC 9110 §15.4.4). A 429 keeps a request out (RFC 6585 §4), and 407
    /// is a proxy's.
    init?(statusOfAnybody status: Int, _ word: ProviderWord) {
        switch status {
        case 429: self = .notProcessed(word)
        case 408, 500...: self = .unclear(.serverError, word)
        case 301...303, 407: self = .unrecognised(UnrecognisedAnswer(status: status, word))
        default: return nil
        }
    }
}

/// An answer to a message that nobody can tell to be the provider's.
package struct UnrecognisedAnswer: Sendable, Hashable {
    /// The HTTP status.
    package let status: Int
    /// What came in the place of the provider's words.
    package let word: ProviderWord
    /// Whether every other message would be answered the same.
    package let concernsEverybody: Bool

    /// - Parameters:
    ///   - status: the HTTP status.
    ///   - word: what came in the place of the provider's words.
    ///   - isFatal: whether the configuration says that a status concerns the account. Credentials
    ///     that are refused, a missing payment and a redirect do so by themselves.
    package init(status: Int, _ word: ProviderWord, isFatal: Bool = false) {
        self.status = status
        self.word = word
        concernsEverybody = isFatal || [401, 402, 407].contains(status) || status / 100 == 3
    }

    /// Whether it may be a server's answer to a message that it has taken: a redirect that confirms
    /// a POST, or an error afterwards.
    package var mayFollowAcceptance: Bool {
        (301...303).contains(status) || isServerError
    }

    /// Whether the server had a fault of its own.
    package var isServerError: Bool { status == 408 || status >= 500 }
}

/// Why a provider refuses the account, whoever the recipient is.
package enum AccountRefusal: String, Sendable, Hashable, CaseIterable {
    /// The credentials are wrong or no longer valid.
    case credentials
    /// The account has no credit left.
    case credit
    /// The account is suspended, inactive or at its limit: a matter between its owner and the
    /// provider.
    case suspended
    /// The sender cannot be used by this account.
    case sender
    /// The request itself is refused for a reason that lies in the configuration.
    case configuration
}

/// What a provider said of its own accord: a code and a text, made fit for a report.
///
/// What could steer a terminal becomes a space, the text is cut to ``longest`` Unicode scalars, and
/// credentials that a provider echoes are hidden. A code or an id is not changed by what happens to
/// stand in it: it would mean another thing, or nothing.
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
        self.code = code.map { Self.id($0, hiding: secrets) }
        self.text = Self.tidy(text, hiding: secrets)
    }

    /// Whether the provider says the same of somebody else: many name the recipient's number in
    /// their sentence.
    package func saysTheSame(as other: ProviderWord) -> Bool {
        code == other.code && text.filter { !$0.isNumber } == other.text.filter { !$0.isNumber }
    }

    /// Makes any text of a provider's (a carrier's name) fit for a report in the same way.
    static func tidy(_ text: String, hiding secrets: [String]) -> String {
        tidy(text, HiddenText(secrets))
    }

    /// Makes an id or a code of a provider's fit for a report.
    ///
    /// Whatever stands in it belongs to it, an account's id for example; only where it is nothing
    /// but a credential, and so long that this is no chance, it is hidden.
    static func id(_ text: String, hiding secrets: [String]) -> String {
        let isCredential = text.utf8.count >= HiddenText.shortestID && secrets.contains(text)
        return isCredential ? HiddenText.mark : tidy(text, HiddenText([]))
    }

    private static func tidy(_ text: String, _ hidden: HiddenText) -> String {
        var kept = String.UnicodeScalarView()
        // Cut by scalars: a single character may be made of any number of them.
        for scalar in hidden.beginning(of: text, longest) {
            kept.append(scalar.steersTerminals ? " " : scalar)
        }
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

/// What an answer other than success means for a question, which changes nothing and may be asked
/// again.
enum QuestionFailure: Sendable, Hashable {
    /// The account may not ask.
    case account(AccountRefusal, ProviderWord)
    /// The provider's own word that there is no such thing.
    case missing(ProviderWord)
    /// Asking again may help.
    case later(ProviderWord)
    /// Asking again would not help.
    case failed(ProviderWord)

    /// Reads the HTTP status, which is all there is where the provider's own code is missing or not
    /// known.
    ///
    /// - Parameters:
    ///   - status: the status; no success.
    ///   - isProviders: whether the answer is certainly the provider's. Anybody else's refusal
    ///     means that the address is wrong.
    ///   - word: what was said.
    init(status: Int, isProviders: Bool, _ word: ProviderWord) {
        self =
            switch status {
            case 401: .account(.credentials, word)
            case 402: .account(.credit, word)
            case 408, 429, 500...: .later(word)
            case 404 where isProviders: .missing(word)
            case 300...399, 403: .account(.configuration, word)
            case _ where !isProviders: .account(.configuration, word)
            default: .failed(word)
            }
    }
}

extension LookupAnswer {
    /// Takes over what a failure means.
    ///
    /// That a number does not exist takes more than a 404, which an address can cause, too.
    init(_ failure: QuestionFailure) {
        switch failure {
        case .account(let refusal, let word): self = .accountRefused(refusal, word)
        case .later(let word): self = .tryAgain(word)
        case .missing(let word): self = .refused(word)
        case .failed(let word): self = .failed(word)
        }
    }
}

extension StatusAnswer {
    /// Takes over what a failure means.
    init(_ failure: QuestionFailure) {
        switch failure {
        case .account(let refusal, let word): self = .accountRefused(refusal, word)
        case .missing(let word): self = .noSuchMessage(word)
        case .later(let word): self = .tryAgain(word)
        case .failed(let word): self = .failed(word)
        }
    }
}

extension LogAnswer {
    /// Takes over what a failure means.
    init(_ failure: QuestionFailure) {
        switch failure {
        case .account(let refusal, let word): self = .accountRefused(refusal, word)
        case .later(let word): self = .tryAgain(word)
        case .missing(let word), .failed(let word): self = .failed(word)
        }
    }
}

/// What a lookup told about a number's line.
package struct LineFacts: Sendable, Hashable {
    /// The line type in the project's words; `unknown` where the provider named none or one that is
    /// not known.
    package let lineType: LineType
    /// The carrier's name, or `nil`.
    package let carrier: String?
    /// The provider's own word for the line type, kept for the report; `nil` where it gave none.
    package let word: String?

    /// Makes the facts of one lookup.
    package init(lineType: LineType, carrier: String? = nil, word: String? = nil) {
        self.lineType = lineType
        self.carrier = carrier
        self.word = word
    }
}
