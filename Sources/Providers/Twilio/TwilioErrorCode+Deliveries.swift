// SPDX-License-Identifier: Apache-2.0

extension TwilioErrorCode {
    /// The codes that Twilio gives a message after it was accepted, with their meaning in words.
    ///
    /// A number is remembered as a landline for 30006 alone; 30003 may be a landline as well, or a phone that is off.
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
        30023: ("the brand's daily limit at T-Mobile is reached; it begins anew at midnight, Pacific time", .passing),
        30024: ("the sender ID is not registered for the recipient's carrier", .country),
        30025: ("half of the brand's daily limit at T-Mobile is used", .passing),
        30026: ("70 % of the brand's daily limit at T-Mobile is used", .passing),
        30027: (
            "the campaign's daily limit at T-Mobile is reached; it begins anew at midnight, Pacific time", .passing
        ),
        30032: ("the toll-free number is not verified", .account(.sender)),
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
        30410: ("the carrier did not answer in time; not tried again, so that nobody gets it twice", .passing),
        30450: ("held to be part of SMS pumping", .passing),
        30453: ("it could not be delivered", .recipient),
        30454: ("the account's message limit is reached", .account(.suspended)),
        30485: ("it could not be delivered", .recipient),
        30610: ("it could not be delivered", .recipient),
        30615: ("it could not be delivered", .recipient),
        30620: ("it could not be delivered", .recipient),
    ]
}
