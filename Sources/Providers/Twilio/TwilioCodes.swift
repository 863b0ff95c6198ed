// SPDX-License-Identifier: Apache-2.0

/// Twilio's error codes.
///
/// Codes and words: Twilio's [error dictionary](https://www.twilio.com/docs/api/errors). What a
/// code is taken to mean is this program's reading; a code that is in neither table means nothing,
/// and the HTTP status decides.
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
    /// 21608 (a trial account may text verified numbers only) concerns one recipient, or all of
    /// them: a run of it stops the campaign.
    static let refusals: [Int: TwilioMeaning] = table([
        (.recipient, [21211, 21214, 21217, 21265, 21266, 21268, 21604, 21612, 21614]),
        (.landline, [21635]), (.optedOut, [21610, 30630]),
        (.content, [21602, 21605, 21617, 21619, 21658]), (.country, [21408]),
        (.unexplained, [21608]), (.account(.credentials), [20003, 20006, 20008, 20101, 20104]),
        (.account(.suspended), [20005]),
        (.account(.configuration), [20010, notFound, 21609, 21624]),
        (
            .account(.sender),
            [21210, 21212, 21267, 21603, 21606, 21607, 21616, 21657, 21659, 21660, 21661]
        ),
        // The Messaging Service: missing, empty, or of no use for this message.
        (.account(.sender), [21701, 21702, 21703, 21704, 21705, 21708, 21709, 21711]),
        // “Never processed and always safe to retry”; the sender's queue is full; too many messages
        // a second.
        (.notProcessed, [20429, 21611, 63017]), (.unclear, [20500, 20503, 20504, 30500]),
    ])

    private static func table(_ rows: [(TwilioMeaning, [Int])]) -> [Int: TwilioMeaning] {
        let pairs = rows.flatMap { meaning, codes in codes.map { ($0, meaning) } }
        return Dictionary(pairs) { first, _ in first }
    }
}

extension TwilioErrorCode {
    /// The codes that Twilio gives a message after it was accepted, with their meaning in words.
    ///
    /// A number is remembered as a landline for 30006 alone; 30003 may be a landline as well, or a
    /// phone that is off.
    static let deliveries: [Int: (words: String, meaning: TwilioMeaning)] = [
        30001: ("the sender's queue is full", .passing),
        30002: ("the account is suspended, or ran out of credit", .account(.suspended)),
        30003: ("the handset is off or without signal, or is a landline", .passing),
        30004: ("the recipient or the carrier blocks it", .recipient),
        30005: ("the handset is not known; the number may no longer exist", .recipient),
        30006: ("a landline, or a carrier that cannot be reached", .landline),
        30007: ("filtered as spam by the carrier", .content),
        30008: ("an error that Twilio does not name", .passing),
        30011: ("the carrier takes no MMS", .content),
        30017: ("the carrier's network is congested", .passing),
        30018: ("the sender ID is not registered in the country", .country),
        30019: ("the content is too large for the carrier", .content),
        30022: ("more messages than the carrier allows the brand", .passing),
        30023: (
            "the brand's daily limit at T-Mobile is reached; "
                + "it begins anew at midnight, Pacific time", .passing
        ), 30024: ("the sender ID is not registered for the recipient's carrier", .country),
        30025: ("half of the brand's daily limit at T-Mobile is used", .passing),
        30026: ("70 % of the brand's daily limit at T-Mobile is used", .passing),
        30027: (
            "the campaign's daily limit at T-Mobile is reached; "
                + "it begins anew at midnight, Pacific time", .passing
        ), 30032: ("the toll-free number is not verified", .account(.sender)),
        30033: ("the sender's 10DLC campaign is suspended", .account(.sender)),
        30034: ("the sender is not registered for 10DLC", .account(.sender)),
        30035: ("the sender is still being set up", .account(.sender)),
        validityExpired: ("it waited longer than its validity period", .passing),
        30037: ("the account may not send messages", .account(.suspended)),
        30038: ("filtered as a one-time password", .recipient),
        30039: ("filtered as a loop of messages", .recipient),
        30040: ("the carrier wants a registered sender ID", .country),
        30041: ("the country takes no generic sender ID", .country),
        30042: ("the country takes registered sender IDs only", .country),
        30410: (
            "the carrier did not answer in time; not tried again, so that nobody gets it twice",
            .passing
        ), 30450: ("held to be part of SMS pumping", .passing),
        30453: ("it could not be delivered", .recipient),
        30454: ("the account's message limit is reached", .account(.suspended)),
        30485: ("it could not be delivered", .recipient),
        30610: ("it could not be delivered", .recipient),
        30615: ("it could not be delivered", .recipient),
        30620: ("it could not be delivered", .recipient),
    ]
}

/// What one of Twilio's error codes is taken to mean, for a message that is handed over and for one
/// that was accepted.
enum TwilioMeaning: Sendable, Hashable {
    /// The number cannot get the message.
    case recipient
    /// The number is a landline.
    case landline
    /// The recipient has opted out.
    case optedOut
    /// The text cannot be sent.
    case content
    /// The recipient's country is not open to the account or the sender.
    case country
    /// It depends on what is not said: one recipient's matter, or everybody's.
    case unexplained
    /// No message of the account would arrive.
    case account(AccountRefusal)
    /// The request was not processed.
    case notProcessed
    /// It is not known what became of it.
    case unclear
    /// This message is finished, but a later one might arrive; only said after acceptance.
    case passing

    /// What it proves beyond the message that it is said of.
    var proof: DeliveryReport.Proof? {
        switch self {
        case .landline: .landline
        case .optedOut: .optedOut
        case .account(let refusal): .accountRefused(refusal)
        case .recipient, .content, .country, .unexplained, .notProcessed, .unclear, .passing: nil
        }
    }

    /// What it says of a message that was just handed over; `nil` where it says nothing.
    func answer(_ word: ProviderWord) -> SendAnswer? {
        switch self {
        case .recipient, .landline: .rejected(.recipient, word)
        case .optedOut: .rejected(.optedOut, word)
        case .content: .rejected(.content, word)
        case .country: .rejected(.country, word)
        case .unexplained: .rejected(.unexplained, word)
        case .account(let refusal): .accountRefused(refusal, word)
        case .notProcessed: .notProcessed(word)
        case .unclear: .unclear(.serverError, word)
        case .passing: nil
        }
    }

    /// Whose matter it is, for a person who reads the code in a report.
    var kind: CodeKind {
        switch self {
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
}
