// SPDX-License-Identifier: Apache-2.0

import Basics
import LoopbackServer

/// Answers `GET /v1/Number/{number}?type=carrier`.
struct LookupHandler: Sendable {
    let options: SandboxBehaviour
    let makeID: @Sendable () -> String
    private let firstTimes = FirstTimes()

    init(options: SandboxBehaviour, makeID: @escaping @Sendable () -> String) {
        self.options = options
        self.makeID = makeID
    }

    /// Answers a lookup of the number in the path.
    func reply(to request: ServerRequest, number: String) -> ServerReply {
        guard request[query: "type"] == "carrier" else { return error(400, "type must be carrier") }
        let digits = String(number.hasPrefix("+") ? number.dropFirst() : Substring(number))
        guard (7...15).contains(digits.utf8.count), digits.isASCIIDigits else {
            return noSuchNumber
        }
        var reply = practised(Practice.of(digits), digits)
        reply.delay = options.latency(for: digits)
        return reply
    }

    /// An error in the words of the lookup host.
    func error(_ status: Int, _ words: String) -> ServerReply {
        WireJSON.reply(
            LookupError(apiId: makeID(), errorCode: status, message: words), status: status)
    }

    private var noSuchNumber: ServerReply {
        error(404, "Phone number is invalid or does not exist.")
    }

    private func practised(_ practice: Practice, _ digits: String) -> ServerReply {
        if practice.limitsFirstLookup, firstTimes.isFirst(digits) {
            return error(429, "too many requests")
        }
        if practice.breaksFirstLookup, firstTimes.isFirst(digits) {
            return error(500, "internal server error")
        }
        switch practice.lookup {
        case .line(let type, let carrier): return answer(digits, .init(type: type, name: carrier))
        case .noCarrier: return answer(digits, nil)
        case .invalid: return noSuchNumber
        case .serverError: return error(500, "internal server error")
        case .stall: return .never
        }
    }

    private func answer(_ digits: String, _ carrier: LookupReply.Carrier?) -> ServerReply {
        WireJSON.reply(LookupReply(apiID: makeID(), digits: digits, carrier: carrier), status: 200)
    }
}

/// The answer to a lookup.
struct LookupReply: Encodable {
    /// The country that the number belongs to.
    struct Country: Encodable {
        let name: String
        let iso2: String
        let iso3: String

        /// Returns the country of the practice numbers; nil for all others.
        static func of(_ digits: String) -> Country? {
            if digits.hasPrefix("1") {
                return Country(name: "United States", iso2: "US", iso3: "USA")
            }
            if digits.hasPrefix("44") {
                return Country(name: "United Kingdom", iso2: "GB", iso3: "GBR")
            }
            return nil
        }
    }

    /// The number in several spellings.
    struct Format: Encodable {
        let e164: String
        let rfc3966: String
    }

    /// What was paid for.
    struct Carrier: Encodable {
        /// Both codes are empty for a landline.
        let mobileCountryCode: String
        let mobileNetworkCode: String
        let name: String
        let type: String
        let ported: String

        init(type: String, name: String) {
            self.type = type
            self.name = name
            mobileCountryCode = type == "mobile" ? "001" : ""
            mobileNetworkCode = type == "mobile" ? "01" : ""
            ported = type == "unknown" ? "unknown" : "no"
        }
    }

    let apiId: String
    let phoneNumber: String
    let country: Country?
    let format: Format
    let carrier: Carrier?
    let resourceUri: String

    /// Makes the answer for a number, digits only.
    init(apiID: String, digits: String, carrier: Carrier?) {
        apiId = apiID
        phoneNumber = "+\(digits)"
        country = .of(digits)
        format = Format(e164: "+\(digits)", rfc3966: "tel:+\(digits)")
        self.carrier = carrier
        resourceUri = "/v1/Number/+\(digits)?type=carrier"
    }
}

/// An error of the lookup host: a whole number under `error_code`, the words under `message`.
struct LookupError: Encodable {
    let apiId: String
    let errorCode: Int
    let message: String
}
