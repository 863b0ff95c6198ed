// SPDX-License-Identifier: Apache-2.0

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
        "10": .content, "20": .passing, "30": .content, "40": .account, "50": .landline, "60": .passing,
        "70": .recipient, "80": .passing, "90": .recipient, "100": .content, "110": .content, "200": .optedOut,
        "201": .country, "300": .passing, "420": .passing, "450": .country, "451": .account, "900": .account,
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
