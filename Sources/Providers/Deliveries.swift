// SPDX-License-Identifier: Apache-2.0

import Basics
package import HTTP
package import PhoneNumbers

package import struct Foundation.Date
package import struct Foundation.Decimal

/// What a provider tells of a message after it was accepted.
package struct DeliveryReport: Sendable, Hashable {
    /// What a report proves beyond its own message.
    package enum Proof: Sendable, Hashable {
        /// The number is a landline, whatever a lookup said.
        case landline
        /// The recipient does not want any messages.
        case optedOut
        /// The account was refused after acceptance: no further message would arrive.
        case accountRefused(AccountRefusal)
    }

    /// What has become of the message.
    package var state: DeliveryState
    /// Whether no other state will follow.
    package var isFinal: Bool
    /// The provider's error code and words, or its word for a state that is not known; `nil` where
    /// it said nothing of interest.
    package var word: ProviderWord?
    /// What the message really cost, never negative; `nil` where it is not told (yet).
    package var cost: Decimal?
    /// The currency of `cost` (ISO 4217).
    package var currency: String?
    /// The segments billed; `nil` where they are not told.
    package var segments: Int?
    /// What it proves beyond its own message, or `nil`.
    package var proof: Proof?

    /// Makes a report of a state; what else is known is added.
    package init(_ state: DeliveryState, isFinal: Bool) {
        self.state = state
        self.isFinal = isFinal
    }
}

/// What has become of a message that a provider accepted, in the words of the report's `delivery`
/// column.
package enum DeliveryState: String, Sendable, Hashable, CaseIterable {
    /// The provider has it and has not passed it on yet.
    case queued
    /// A carrier has it; without a receipt it stays so for ever.
    case sent
    /// The handset has it.
    case delivered
    /// A carrier could not deliver it.
    case undelivered
    /// It never left the provider.
    case failed
    /// It waited longer than it was allowed to.
    case expired
    /// The provider's word is not known, or no word will ever come.
    case unknown
}

/// The wire format in which a provider tells what has become of one message.
package protocol DeliveryStatus: Sendable {
    /// Makes the request that asks after an accepted message by the provider's id.
    ///
    /// - Returns: a GET, free to be repeated; `nil` for an id that could lead to another address.
    func statusRequest(forMessage id: String) -> HTTPRequest?

    /// Reads the answer.
    func statusAnswer(from response: HTTPResponse) -> StatusAnswer
}

/// What the answer to a question after a message means.
package enum StatusAnswer: Sendable, Hashable {
    /// The provider knows the message.
    case found(DeliveryReport)
    /// The provider does not know the message (any more).
    case noSuchMessage(ProviderWord)
    /// The account may not ask: every further question would end the same.
    case accountRefused(AccountRefusal, ProviderWord)
    /// Not answered this time; asking again may help (429, server errors, unreadable answers).
    case tryAgain(ProviderWord)
    /// Answered so that asking again would not help, for this message.
    case failed(ProviderWord)
}

/// A message in a provider's log.
package struct LoggedMessage: Sendable, Hashable {
    /// The provider's id.
    package var id: String
    /// The recipient; `nil` where the log's word is no phone number.
    package var recipient: PhoneNumber?
    /// The sender as the log writes it: digits with or without `+`, a short code or an alphanumeric
    /// sender ID.
    package var sender: String
    /// The messaging service or pool that it went through, which chose the sender; `nil` where
    /// there was none.
    package var pool: String?
    /// When the provider accepted it, by its clock.
    package var acceptedAt: Date
    /// The segments; `nil` where the log does not tell (yet).
    package var segments: Int?
    /// The text; `nil` where the log does not tell.
    package var text: String?
    /// What has become of it.
    package var delivery: DeliveryReport

    /// Makes a message of the log; what else is told is added.
    package init(
        id: String, to recipient: PhoneNumber?, from sender: String, acceptedAt: Date,
        delivery: DeliveryReport
    ) {
        self.id = id
        self.recipient = recipient
        self.sender = sender
        self.acceptedAt = acceptedAt
        self.delivery = delivery
    }
}

/// The wire format of a provider's list of messages, which settles what became of a request without
/// an answer.
package protocol MessageLog: Sendable {
    /// For how long a message is certainly kept in the log: its absence proves nothing of an older
    /// one.
    var retention: Duration { get }

    /// How far back the log reaches at most: so far back it is read.
    var reach: Duration { get }

    /// How many messages a page may be asked to have, the most first. Smaller pages are for where
    /// larger ones are too large to be read.
    var pageSizes: [Int] { get }

    /// Makes the request for a page of the messages to one number within a time.
    ///
    /// A provider whose filter is coarse may answer with more; the reader of the pages compares
    /// number and time itself.
    ///
    /// - Parameters:
    ///   - query: which messages.
    ///   - page: the page that an earlier answer named as the next, or `nil` for the first.
    ///   - size: how many messages a page has, one of ``pageSizes``; the same for all pages.
    /// - Returns: a GET, free to be repeated.
    func logRequest(_ query: LogQuery, page: String?, size: Int) -> HTTPRequest

    /// Reads the answer.
    func logAnswer(from response: HTTPResponse) -> LogAnswer
}

/// Which messages of a provider's log are meant.
package struct LogQuery: Sendable, Hashable {
    package let recipient: PhoneNumber
    /// The earliest time of acceptance, by the provider's clock.
    package let from: Date
    /// The latest time of acceptance, by the provider's clock.
    package let through: Date

    package init(recipient: PhoneNumber, from: Date, through: Date) {
        self.recipient = recipient
        self.from = from
        self.through = through
    }
}

/// What the answer to a question for a page of the log means.
package enum LogAnswer: Sendable, Hashable {
    /// A page: its outbound messages, and the word with which to ask for the next page, if there is
    /// one.
    case page([LoggedMessage], next: String?)
    /// The account may not ask: every further question would end the same.
    case accountRefused(AccountRefusal, ProviderWord)
    /// Not answered this time; asking again may help (429, server errors, unreadable answers).
    case tryAgain(ProviderWord)
    /// Answered so that asking again would not help.
    case failed(ProviderWord)
}
