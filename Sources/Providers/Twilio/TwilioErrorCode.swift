// SPDX-License-Identifier: Apache-2.0

/// Twilio's error codes.
///
/// Codes and words: Twilio's [error dictionary](https://www.twilio.com/docs/api/errors). What a code is taken to mean is this
/// program's reading; a code that is in neither table means nothing, and the HTTP status decides.
enum TwilioErrorCode {
    /// The code of what does not exist: a message, a number, or the account in the path.
    static let notFound = 20404
    /// The code of a message that waited for longer than it was allowed to.
    static let validityExpired = 30036

    /// What a code means; `nil` for one that is not known.
    static func meaning(of code: Int) -> TwilioMeaning? {
        refusals[code] ?? deliveries[code]?.meaning
    }

    /// The codes with which Twilio refuses a request.
    ///
    /// 21608 (a trial account may text verified numbers only) concerns one recipient, or all of them: a run of it stops the campaign.
    static let refusals: [Int: TwilioMeaning] = table([
        (.recipient, [21211, 21214, 21217, 21265, 21266, 21268, 21604, 21612, 21614]),
        (.landline, [21635]),
        (.optedOut, [21610, 30630]),
        (.content, [21602, 21605, 21617, 21619, 21658]),
        (.country, [21408]),
        (.unexplained, [21608]),
        (.account(.credentials), [20003, 20006, 20008, 20101, 20104]),
        (.account(.suspended), [20005]),
        (.account(.configuration), [20010, notFound, 21609, 21624]),
        (.account(.sender), [21210, 21212, 21267, 21603, 21606, 21607, 21616, 21657, 21659, 21660, 21661]),
        // The Messaging Service: missing, empty, or of no use for this message.
        (.account(.sender), [21701, 21702, 21703, 21704, 21705, 21708, 21709, 21711]),
        // “Never processed and always safe to retry”; the sender's queue is full; too many messages a second.
        (.notProcessed, [20429, 21611, 63017]),
        (.unclear, [20500, 20503, 20504, 30500]),
    ])

    private static func table(_ rows: [(TwilioMeaning, [Int])]) -> [Int: TwilioMeaning] {
        let pairs = rows.flatMap { meaning, codes in codes.map { ($0, meaning) } }
        return Dictionary(pairs) { first, _ in first }
    }
}
