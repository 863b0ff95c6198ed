// SPDX-License-Identifier: Apache-2.0

package import HTTP
package import PhoneNumbers

package import struct Foundation.Date

/// The wire format of a provider's list of messages, which settles what became of a request without an answer.
package protocol MessageLog: Sendable {
    /// For how long a message is certainly kept in the log: its absence proves nothing of an older one.
    var retention: Duration { get }

    /// Makes the request for a page of the messages to one number within a time.
    ///
    /// A provider whose filter is coarse may answer with more; the reader of the pages compares number and time itself.
    ///
    /// - Parameters:
    ///   - query: which messages.
    ///   - page: the page that an earlier answer named as the next, or `nil` for the first.
    /// - Returns: a GET, free to be repeated.
    func logRequest(_ query: LogQuery, page: String?) -> HTTPRequest

    /// Reads the answer.
    func logAnswer(from response: HTTPResponse) -> LogAnswer
}

extension MessageLog {
    /// A week, unless a provider says otherwise.
    package var retention: Duration { .seconds(7 * 86_400) }
}

/// Which messages of a provider's log are meant.
package struct LogQuery: Sendable, Hashable {
    /// The recipient.
    package let recipient: PhoneNumber
    /// The earliest time of acceptance, padded already for clocks that differ.
    package let from: Date
    /// The latest time of acceptance, padded already.
    package let through: Date

    /// Makes a query.
    package init(recipient: PhoneNumber, from: Date, through: Date) {
        self.recipient = recipient
        self.from = from
        self.through = through
    }
}

/// What the answer to a question for a page of the log means.
package enum LogAnswer: Sendable, Hashable {
    /// A page: its outbound messages, and the word with which to ask for the next page, if there is one.
    case page([LoggedMessage], next: String?)
    /// The account may not ask: every further question would end the same.
    case accountRefused(AccountRefusal, ProviderWord)
    /// Not answered this time; asking again may help (429, server errors, unreadable answers).
    case tryAgain(ProviderWord)
    /// Answered so that asking again would not help.
    case failed(ProviderWord)
}
