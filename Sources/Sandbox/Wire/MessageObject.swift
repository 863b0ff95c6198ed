// SPDX-License-Identifier: Apache-2.0

import struct Foundation.Date

/// A message as the status and the list show it.
///
/// Its text is not among what Plivo tells.
struct MessageObject: Encodable {
    /// The price of a part in hundred-thousandths of a dollar: that of `config.example.json`.
    static let rate = 790

    let errorCode: OrNull<String>
    let fromNumber: String
    let toNumber: String
    let messageDirection = "outbound"
    let messageState: String
    let messageType = "sms"
    let messageTime: String
    let messageUuid: String
    let resourceUri: String
    let totalAmount: String
    let totalRate: String
    let units: Int
    let carrierFees = "0.00000"
    let destinationCountryIso2: String?
    let powerpackId = ""

    /// Makes what is told of a message at a time.
    init(_ message: StoredMessage, account: String, at now: Date) {
        let practice = Practice.of(message.destination)
        let age = now.timeIntervalSince(message.acceptedAt)
        let (state, code) = practice.delivery.state(after: age)
        errorCode = OrNull(code)
        fromNumber = message.source
        toNumber = message.destination
        messageState = state
        messageTime = PlivoTime.text(message.acceptedAt)
        messageUuid = message.uuid
        resourceUri = "/v1/Account/\(account)/Message/\(message.uuid)/"
        totalAmount = Self.dollars(state == "failed" ? 0 : message.units * Self.rate)
        totalRate = Self.dollars(Self.rate)
        units = message.units
        destinationCountryIso2 = LookupAnswer.Country.of(message.destination)?.iso2
    }

    private static func dollars(_ hundredThousandths: Int) -> String {
        let fraction = String(hundredThousandths % 100_000)
        return "\(hundredThousandths / 100_000)." + String(repeating: "0", count: 5 - fraction.count) + fraction
    }
}

extension Practice {
    /// What becomes of a message that was accepted, whatever the sender was told.
    fileprivate var delivery: DeliveryPractice {
        if case .accept(let delivery) = send { delivery } else { .delivered }
    }
}
