// SPDX-License-Identifier: Apache-2.0

import Campaign
import Foundation
import Ledger
import PhoneNumbers

/// The guard rails of one seed: a third of the seeds have them, until nothing goes wrong any more.
struct Rails: Sendable {
    /// The cap on messages; nil: none.
    let messages: Int?
    /// The cap on costs, in units of half a cent; nil: none.
    let cost: Int?
    /// Whether the rate counts segments, of which each message then has two.
    let countsSegments: Bool
    /// Whether another campaign has messaged two people of the list.
    let isSpaced: Bool

    init(seed: UInt64) {
        var chance = SeededGenerator(seed: seed ^ 0xCA9)
        let isOn = chance.oneIn(3)
        messages = isOn && chance.oneIn(2) ? chance.pick(8) : nil
        cost = isOn && chance.oneIn(2) ? chance.pick(60) : nil
        countsSegments = isOn && chance.oneIn(2)
        isSpaced = isOn && chance.oneIn(2)
    }

    /// What a lookup and a segment cost, in units of half a cent.
    static let (lookup, segment) = (1, 2)

    var segments: Int { countsSegments ? 2 : 1 }

    var template: String { "Hi {{name}}" + (countsSegments ? String(repeating: "x", count: 170) : "") }

    var prices: PriceSettings {
        var prices = PriceSettings()
        prices.perLookup = Decimal(Self.lookup)
        prices.perSegment = Decimal(Self.segment)
        return prices
    }

    var caps: CapSettings {
        var caps = CapSettings()
        (caps.messages, caps.cost) = (messages, cost.map { Decimal($0) })
        return caps
    }

    /// The other campaign's recipients: of the first the run knows from the beginning, of the second only the intent.
    func isNear(_ number: PhoneNumber) -> Bool {
        isSpaced && (isKnownToBeNear(number) || number.e164 == "+447400123002")
    }

    /// Whether the judge is told.
    func isKnownToBeNear(_ number: PhoneNumber) -> Bool { isSpaced && number.e164 == "+447400123001" }

    static let near = NearMessage(campaign: "another", date: SimulatedTime.epoch)
}
