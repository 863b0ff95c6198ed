// SPDX-License-Identifier: Apache-2.0

import Foundation
import PhoneNumbers

extension PriceSettings {
    /// Reads the `prices` section; a price that is absent is not known.
    init(reading object: ConfigurationObject?) throws(ConfigurationError) {
        self.init()
        guard let object else { return }
        try object.refuseKeys(except: ["perLookup", "perSegment", "currency", "regions"])
        perLookup = try object.price("perLookup")
        perSegment = try object.price("perSegment")
        currency = try Self.currency(in: object) ?? currency
        guard let byRegion = try object.object("regions") else { return }
        for key in byRegion.keys {
            regions[try byRegion.region(key, at: key).rawValue] = try byRegion.price(key)
        }
    }

    private static func currency(in object: ConfigurationObject) throws(ConfigurationError) -> String? {
        guard let text = try object.string("currency")?.uppercased() else { return nil }
        guard text.utf8.count == 3, text.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
        else {
            throw object.error(
                .unusable("\"\(text)\" is no ISO 4217 currency code; write one like USD"),
                at: "currency"
            )
        }
        return text
    }
}
