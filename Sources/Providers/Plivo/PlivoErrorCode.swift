// SPDX-License-Identifier: Apache-2.0

/// The codes with which Plivo says what became of a message after it was accepted.
///
/// Meanings: Plivo's page [Messaging error codes](https://www.plivo.com/docs/messaging/troubleshooting/error-codes). What a code
/// proves of the number or the account is this program's reading.
enum PlivoErrorCode {
    /// The code of a message that was delivered, which is no error.
    static let delivered = "000"
    /// The code of a message that waited in Plivo's queue for too long.
    static let expired = "420"

    /// What a code says of more than its own message; `nil` for most, and for those that are not known.
    static func proof(of code: String) -> DeliveryReport.Proof? { table[code]?.proof }

    /// What a code means, in words; `nil` for one that is not known.
    static func meaning(of code: String) -> String? { table[code]?.meaning }

    private static let table: [String: (meaning: String, proof: DeliveryReport.Proof?)] = [
        "10": ("the message is not valid", nil),
        "20": ("a fault of the carrier's network", nil),
        "30": ("taken for spam", nil),
        "40": ("the sender is not valid", .accountRefused(.sender)),
        "50": ("the number cannot get text messages, or is a landline", .landline),
        "60": ("a loop between carriers", nil),
        "70": ("the handset is unavailable for good", nil),
        "80": ("the handset is unavailable for now", nil),
        "90": ("there is no route to the number", nil),
        "100": ("prohibited by the carrier", nil),
        "110": ("the message is too long", nil),
        "200": ("the recipient has opted out", .optedOut),
        "201": ("toll-free senders may not text this country", nil),
        "300": ("Plivo could not pass it on", nil),
        "420": ("it waited in Plivo's queue for too long", nil),
        "450": ("the country is not enabled for the account", nil),
        "451": ("the account's limit for this country was reached", nil),
        "900": ("the account has no credit", .accountRefused(.credit)),
        "910": ("the account is disabled", .accountRefused(.suspended)),
        "1000": ("an error that Plivo does not name", nil),
    ]
}
