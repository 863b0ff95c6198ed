// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import SMSText

/// A log of messages, as providers export it: who wrote what to whom.
///
/// As a list of people who get no message only the senders of a STOP stand on it. Its columns are
/// those of the providers' exports: Twilio's `From,To,Body,…,Direction`, Vonage's
/// `msisdn,to,text`, Telnyx's `from,to,text,direction`, Bandwidth's and others' `message`.
struct ReplyLog: Sendable {
    /// Where the sender stands.
    let sender: Int
    /// Where the text stands.
    private let text: Int
    /// Where it says which way the message went; `nil`: nowhere.
    private let direction: Int?

    /// Headers of the numbers that messages came from; compared as ``PhoneColumn`` does.
    private static let senders: Set<String> = [
        "from", "fromnumber", "fromphone", "fromphonenumber", "sender", "sendernumber",
        "originator", "source", "sourcenumber",
    ]
    /// Headers of the numbers that messages went to, and of those that say whose a number is only
    /// beside none of the ``senders``.
    private static let receivers: Set<String> = [
        "to", "recipient", "contact", "number", "tonumber", "destination", "destinationnumber",
        "receiver",
    ]
    private static let texts: Set<String> = [
        "body", "messagebody", "message", "messagetext", "text", "content", "messagecontent",
        "reply", "smstext", "smsbody", "keyword",
    ]
    private static let directions: Set<String> = ["direction", "messagedirection"]

    /// What the header of a list means.
    enum Reading: Sendable {
        /// No column names a sender.
        case none
        /// A column names a sender, and another one the people meant.
        case people(Int)
        case log(ReplyLog)
        /// Whose numbers are meant nobody can tell.
        case unclear
    }

    /// Finds out whether a header is that of a log.
    ///
    /// - Parameters:
    ///   - header: the header row.
    ///   - column: finds the phone column in a header, `nil` where there is none.
    /// - Returns: what the header means.
    /// - Throws: what `column` throws.
    static func reading(
        of header: [String], _ column: ([String]) throws -> Int?
    ) rethrows -> Reading {
        let names = header.map(PhoneColumn.normalized)
        let texts = names.indices.filter { Self.texts.contains(names[$0]) }
        let direction = names.firstIndex(where: directions.contains)
        // Vonage calls the sender of a reply `msisdn`, which elsewhere is the person meant.
        if let msisdn = names.firstIndex(of: "msisdn"), names.contains("to"), texts.count == 1 {
            return .log(ReplyLog(sender: msisdn, text: texts[0], direction: direction))
        }
        let senders = names.indices.filter { Self.senders.contains(names[$0]) }
        let isCertain = names.contains("from")
        guard isCertain || (!senders.isEmpty && !texts.isEmpty) else { return .none }
        // A to, a number beside a from is our own, or that of whoever we wrote to.
        let rest = header.indices.map { receivers.contains(names[$0]) ? "" : header[$0] }
        if let people = try column(rest) { return .people(people) }
        guard senders.count == 1, texts.count == 1 else { return isCertain ? .unclear : .none }
        return .log(ReplyLog(sender: senders[0], text: texts[0], direction: direction))
    }

    enum Row: Sendable, Hashable {
        /// A message of ours.
        case outgoing
        case reply(StopReply)
    }

    func row(_ record: CSVRecord) -> Row {
        if let direction, Self.isOutgoing(record[direction]) { return .outgoing }
        return .reply(StopReply(record[text]))
    }

    /// The text of a row.
    func text(of record: CSVRecord) -> String { record[text] }

    /// `outbound-api`, `Outgoing`, `MT`.
    private static func isOutgoing(_ word: String) -> Bool {
        let word = word.trimmed.lowercased()
        return word.hasPrefix("out") || ["mt", "sent"].contains(word)
    }
}

/// What a log of messages held, as a list of people who get no message.
package struct ReplyCounts: Sendable, Hashable {
    /// Rows of the log.
    package internal(set) var messages = 0
    /// Replies that say stop.
    package internal(set) var stops = 0
    /// Replies that may say stop, among other words; their senders were not taken.
    package internal(set) var unclear = Examples()
}

/// The first of many things, and how many there are.
package struct Examples: Sendable, Hashable {
    /// So many are kept.
    private static let limit = 5

    package private(set) var first: [String] = []
    package private(set) var count = 0

    mutating func add(_ words: @autoclosure () -> String) {
        count += 1
        if first.count < Self.limit { first.append(words()) }
    }
}
