// SPDX-License-Identifier: Apache-2.0

/// What happens to one number: the rule that `docs/sandbox.md` tells users.
///
/// In North American numbers kept for fiction (any area code, 555-0100 to 555-0199) the last two digits decide, so that
/// every rehearsal is there in every area code. Ofcom's numbers for drama decide by their range. Any other number is a
/// mobile that takes every message.
struct Practice: Hashable, Sendable {
    /// What a lookup answers.
    var lookup: LookupPractice
    /// What a message meets.
    var send = SendPractice.accept(.delivered)
    /// The first lookup is answered 429, the second as `lookup` says.
    var limitsFirstLookup = false
    /// The first lookup is answered 500, the second as `lookup` says.
    var breaksFirstLookup = false
    /// The first message is answered 429 with `Retry-After: 1`, the second as `send` says.
    var limitsFirstSend = false

    /// Makes a practice.
    init(_ lookup: LookupPractice, send: SendPractice = .accept(.delivered)) {
        self.lookup = lookup
        self.send = send
    }

    /// Returns what happens to a number.
    ///
    /// - Parameter digits: The number in E.164 form without its plus sign.
    /// - Returns: What happens, the same on every call.
    static func of(_ digits: String) -> Practice {
        if let ending = fictionalEnding(of: digits) { return northAmerican(ending) }
        let ending = Int(digits.suffix(2)) ?? 0
        guard digits.hasPrefix("44") else { return Practice(.mobile(ending)) }
        return british(digits, ending)
    }

    /// The last two digits of +1 NPA 555 01XX.
    private static func fictionalEnding(of digits: String) -> Int? {
        guard digits.utf8.count == 11, digits.hasPrefix("1"), digits.dropFirst(4).hasPrefix("55501") else { return nil }
        return Int(digits.suffix(2))
    }

    /// Ofcom, “Telephone numbers for use in TV and radio drama programmes”.
    private static func british(_ digits: String, _ ending: Int) -> Practice {
        if digits.hasPrefix("448081570") { return Practice(.line(type: "toll-free", carrier: "Example Freephone")) }
        let isFixed = landlinePrefixes.contains { digits.hasPrefix($0) }
        return isFixed ? fixed : Practice(.mobile(ending))
    }

    private static let landlinePrefixes = [
        "44113496", "44114496", "44115496", "44116496", "44117496", "44118496", "44121496", "44131496", "44141496",
        "44151496", "44161496", "44191498", "442079460", "442890180", "442920180", "441632960", "443069990",
    ]

    /// Carriers refuse a text to a landline late: accepted, then undelivered with code 50.
    private static let fixed = Practice(
        .line(type: "fixed", carrier: "Example Landlines"),
        send: .accept(.undelivered(code: "50"))
    )

    private static func northAmerican(_ ending: Int) -> Practice {
        switch ending {
        case 50...59: fixed
        case 60...69: lookupRehearsal(ending)
        case 70...79: sendRehearsal(ending)
        case 80...89: deliveryRehearsal(ending)
        default: Practice(.mobile(ending))
        }
    }

    private static func lookupRehearsal(_ ending: Int) -> Practice {
        switch ending {
        case 60: return Practice(.line(type: "voip", carrier: "Example Internet Telephony"))
        case 61: return Practice(.line(type: "toll-free", carrier: "Example Freephone"))
        case 62: return Practice(.line(type: "unknown", carrier: ""))
        case 63: return Practice(.noCarrier)
        case 64: return Practice(.invalid)
        case 67: return Practice(.serverError)
        case 68: return Practice(.stall)
        default:
            var practice = Practice(.mobile(ending))
            practice.limitsFirstLookup = ending == 65
            practice.breaksFirstLookup = ending == 66
            return practice
        }
    }

    private static func sendRehearsal(_ ending: Int) -> Practice {
        var practice = Practice(.mobile(ending))
        practice.limitsFirstSend = ending == 72
        practice.send =
            switch ending {
            case 70: .refuse(status: 400, error: "dst parameter is not a valid phone number")
            case 71: .refuse(status: 400, error: "destination has opted out of messages from this source (STOP)")
            case 73: .serverError
            case 74: .acceptAndHangUp
            case 75: .hangUp
            case 76: .acceptAndStall
            case 77: .stall
            case 78: .acceptWithPage
            case 79: .refuseQuietly
            default: .accept(.delivered)
            }
        return practice
    }

    private static func deliveryRehearsal(_ ending: Int) -> Practice {
        let fate: DeliveryPractice =
            switch ending {
            case 80: .undelivered(code: "80")
            case 81: .failed(code: "30")
            case 82: .neverConfirmed
            case 83: .undelivered(code: "200")
            default: .delivered
            }
        return Practice(.mobile(ending), send: .accept(fate))
    }
}
