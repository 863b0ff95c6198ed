// SPDX-License-Identifier: Apache-2.0

/// What becomes of a message after it was accepted: Plivo's state and error code, by the time that
/// has passed.
enum DeliveryPractice: Hashable, Sendable {
    /// `queued`, after 1 s `sent`, after 3 s `delivered` with code 000.
    case delivered
    /// `sent` for ever: a carrier that gives no receipt.
    case neverConfirmed
    /// After 3 s `undelivered` with this code: the carrier or the handset said no.
    case undelivered(code: String)
    /// After 2 s `failed` with this code: it never left the provider, and costs nothing.
    case failed(code: String)

    /// Returns the state and the error code, a number of seconds after acceptance.
    func state(after seconds: Double) -> (state: String, errorCode: String?) {
        switch self {
        case .delivered where seconds >= 3: ("delivered", "000")
        case .undelivered(let code) where seconds >= 3: ("undelivered", code)
        case .failed(let code) where seconds >= 2: ("failed", code)
        case .failed: ("queued", nil)
        default: (seconds >= 1 ? "sent" : "queued", nil)
        }
    }
}

/// What the sandbox answers when a number is looked up.
enum LookupPractice: Hashable, Sendable {
    /// A line type in Plivo's words (`mobile`, `fixed`, `voip`, `toll-free`, `unknown`) and a
    /// carrier's name.
    case line(type: String, carrier: String)
    /// An answer without any carrier.
    case noCarrier
    /// 404: there is no such number.
    case invalid
    /// 500, every time.
    case serverError
    /// No answer; the client's time-out ends it.
    case stall

    /// A mobile line; the carrier follows from the number.
    static func mobile(_ ending: Int) -> LookupPractice {
        let carriers = [
            "Practice Mobile", "Rehearsal Wireless", "Example Cellular", "Drill Telecom",
        ]
        return .line(type: "mobile", carrier: carriers[abs(ending % carriers.count)])
    }
}

/// What happens to one number: the rule that `docs/sandbox.md` tells users.
///
/// In North American numbers kept for fiction (any area code, 555-0100 to 555-0199) the last two
/// digits decide, so that every rehearsal is there in every area code. Ofcom's numbers for drama
/// decide by their range. Any other number is a mobile that takes every message.
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
        guard digits.utf8.count == 11, digits.hasPrefix("1"), digits.dropFirst(4).hasPrefix("55501")
        else { return nil }
        return Int(digits.suffix(2))
    }

    /// Ofcom, “Telephone numbers for use in TV and radio drama programmes”.
    private static func british(_ digits: String, _ ending: Int) -> Practice {
        if digits.hasPrefix("448081570") {
            return Practice(.line(type: "toll-free", carrier: "Example Freephone"))
        }
        let isFixed = landlinePrefixes.contains { digits.hasPrefix($0) }
        return isFixed ? fixed : Practice(.mobile(ending))
    }

    private static let landlinePrefixes = [
        "44113496", "44114496", "44115496", "44116496", "44117496", "44118496", "44121496",
        "44131496", "44141496", "44151496", "44161496", "44191498", "442079460", "442890180",
        "442920180", "441632960", "443069990",
    ]

    /// Carriers refuse a text to a landline late: accepted, then undelivered with code 50.
    private static let fixed = Practice(
        .line(type: "fixed", carrier: "Example Landlines"), send: .accept(.undelivered(code: "50")))

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
            case 71:
                .refuse(
                    status: 400,
                    error: "destination has opted out of messages from this source (STOP)")
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

/// A line of the list of practice numbers that users are shown.
package struct PracticeNumber: Hashable, Sendable {
    /// The number or the range, as a person would write it; NPA stands for any area code.
    package let number: String
    package let whatHappens: String

    init(_ number: String, _ whatHappens: String) {
        self.number = number
        self.whatHappens = whatHappens
    }

    /// All practice numbers, in the order of `docs/sandbox.md`.
    package static let all: [PracticeNumber] = [
        PracticeNumber("+1 NPA 555 0100-0149", "mobile; the message is delivered"),
        PracticeNumber("+1 NPA 555 0150-0159", "landline"),
        PracticeNumber("+1 NPA 555 0160", "internet telephony (voip)"),
        PracticeNumber("+1 NPA 555 0161", "toll-free"),
        PracticeNumber("+1 NPA 555 0162", "the lookup answers with the line type \"unknown\""),
        PracticeNumber("+1 NPA 555 0163", "the lookup answers without a line type"),
        PracticeNumber("+1 NPA 555 0164", "the lookup answers 404: no such number"),
        PracticeNumber("+1 NPA 555 0165", "the first lookup answers 429, the next: mobile"),
        PracticeNumber("+1 NPA 555 0166", "the first lookup answers 500, the next: mobile"),
        PracticeNumber("+1 NPA 555 0167", "every lookup answers 500"),
        PracticeNumber("+1 NPA 555 0168", "no lookup is ever answered (time-out)"),
        PracticeNumber("+1 NPA 555 0169", "mobile; the message is delivered"),
        PracticeNumber("+1 NPA 555 0170", "the message is refused: not a valid number"),
        PracticeNumber("+1 NPA 555 0171", "the message is refused: the recipient has opted out"),
        PracticeNumber(
            "+1 NPA 555 0172", "the first try answers 429 (Retry-After: 1), the next is accepted"),
        PracticeNumber("+1 NPA 555 0173", "the message is answered 500; it was not accepted"),
        PracticeNumber("+1 NPA 555 0174", "accepted, but the connection ends before the answer"),
        PracticeNumber(
            "+1 NPA 555 0175", "not accepted, and the connection ends before the answer"),
        PracticeNumber("+1 NPA 555 0176", "accepted, but no answer comes (time-out)"),
        PracticeNumber("+1 NPA 555 0177", "not accepted, and no answer comes (time-out)"),
        PracticeNumber("+1 NPA 555 0178", "accepted, but the answer is a page of HTML"),
        PracticeNumber(
            "+1 NPA 555 0179", "answered 202 with the number as invalid and without an id"),
        PracticeNumber(
            "+1 NPA 555 0180", "accepted, later undelivered (code 80: handset unavailable)"),
        PracticeNumber("+1 NPA 555 0181", "accepted, later failed (code 30: spam)"),
        PracticeNumber("+1 NPA 555 0182", "accepted, sent, and never confirmed"),
        PracticeNumber("+1 NPA 555 0183", "accepted, later undelivered (code 200: opted out)"),
        PracticeNumber("+1 NPA 555 0184-0199", "mobile; the message is delivered"),
        PracticeNumber("+44 20 7946 0000-0999 and the other drama ranges", "landline"),
        PracticeNumber("+44 808 157 0000-0999", "toll-free"),
        PracticeNumber("any other number", "mobile; the message is delivered"),
    ]
}

/// What the sandbox does with a message to a number.
enum SendPractice: Hashable, Sendable {
    /// 202 with an id; then the delivery states of its fate.
    case accept(DeliveryPractice)
    /// A status and the words of the error; nothing is accepted.
    case refuse(status: Int, error: String)
    /// 202 that names the number as invalid and gives no id; nothing is accepted.
    case refuseQuietly
    /// 500; nothing is accepted.
    case serverError
    /// Accepted, but the connection ends before the answer.
    case acceptAndHangUp
    /// Not accepted: the connection ends before the answer.
    case hangUp
    /// Accepted, but no answer comes.
    case acceptAndStall
    /// Not accepted, and no answer comes.
    case stall
    /// Accepted, but the answer is a page of HTML.
    case acceptWithPage
}
