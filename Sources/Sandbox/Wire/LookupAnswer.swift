// SPDX-License-Identifier: Apache-2.0

/// The answer to a lookup.
struct LookupAnswer: Encodable {
    /// The country that the number belongs to.
    struct Country: Encodable {
        let name: String
        let iso2: String
        let iso3: String

        /// Returns the country of the practice numbers; nil for all others.
        static func of(_ digits: String) -> Country? {
            if digits.hasPrefix("1") { return Country(name: "United States", iso2: "US", iso3: "USA") }
            if digits.hasPrefix("44") { return Country(name: "United Kingdom", iso2: "GB", iso3: "GBR") }
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
