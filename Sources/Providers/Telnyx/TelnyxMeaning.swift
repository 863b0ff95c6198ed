// SPDX-License-Identifier: Apache-2.0

/// What an error code of Telnyx's means for a message.
///
/// Codes and their descriptions are those of Telnyx's
/// [messaging error codes](https://developers.telnyx.com/docs/messaging/messages/error-codes) and
/// [API error codes](https://developers.telnyx.com/development/api-fundamentals/api-errors); which meaning a code has is our reading of them.
enum TelnyxMeaning: Sendable, Hashable {
    /// The number cannot get the message.
    case recipient
    /// The number cannot be reached by SMS at all, such as a landline.
    case landline
    /// The recipient has answered STOP.
    case stop
    /// The text cannot be sent.
    case content
    /// The recipient's country is not enabled.
    case country
    /// The message is refused for a reason that may lie in the campaign: a run of these should stop.
    case suspicious
    /// The message failed for a reason that passes; sent again, it would be a new message.
    case passing
    /// No message would be accepted.
    case account(AccountRefusal)
    /// The request was not processed.
    case notProcessed
    /// The request may have been processed.
    case unclear

    /// The meaning of a code; `nil` for one that is not in the table.
    init?(code: String) {
        guard let number = Int(code), let meaning = Self.table[number] else { return nil }
        self = meaning
    }

    private static let table: [Int: Self] = {
        let rows: [(Self, [Int])] = [
            (.recipient, [10001, 10002, 10016, 40004, 40008, 40012, 40310]),
            (.landline, [40001]),
            (.stop, [40300]),
            (.content, [40009, 40302, 40304, 40316, 40317, 40322, 40328]),
            (.country, [40309]),
            // What is missing or malformed is so for every recipient; spam filters and carriers' limits meet campaigns, not rows.
            (.suspicious, [10004, 10015, 40002, 40003, 40015, 40017, 40301, 40319]),
            (.passing, [40005, 40006, 40011, 40014, 40016, 40018, 40020]),
            (.account(.credentials), [10009, 10010, 20002]),
            (.account(.credit), [20100, 40333]),
            (.account(.suspended), [20012, 20013, 20014]),
            (
                .account(.sender),
                [
                    40010, 40013, 40019, 40100, 40150, 40151, 40155, 40305, 40306, 40307, 40308, 40315, 40320, 40321,
                    40323, 40325, 40329, 40330,
                ]
            ),
            (.account(.configuration), [10005, 20006, 40311, 40312, 40313, 40314, 40331]),
            (.notProcessed, [10011, 40318]),
            (.unclear, [10007, 10008]),
        ]
        return rows.reduce(into: [:]) { table, row in
            for code in row.1 { table[code] = row.0 }
        }
    }()
}
