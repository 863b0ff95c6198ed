// SPDX-License-Identifier: Apache-2.0

import CSV
import Basics
import Campaign
import Configuration
import HTTP
import Ledger
import Providers
import Lists
import Pacing
import Foundation
import PhoneNumbers
import SMSText

/// Short ways to the values that tests of a campaign are made of.
enum Sample {
    static let provider = "plivo"
    /// The columns of ``recipient(_:_:_:row:)``.
    static let header = ["Name", "Mobile", "Code"]

    static func settings() -> Settings {
        var settings = Settings(
            file: "config.json",
            directory: "/tmp",
            provider: ProviderEntry(name: provider, kind: .vendor(.plivo)),
            ledger: "/tmp/ledger.sqlite"
        )
        settings.from = "+12025550100"
        settings.defaultRegion = Region(rawValue: "US")
        settings.send.ratePerSecond = 100
        settings.lookup.ratePerSecond = 100
        return settings
    }

    static func rules(
        _ template: String = "Hi {{name}}",
        _ settings: Settings = settings(),
        header: [String] = header
    ) throws -> Rules {
        let bound = try Template(parsing: template).bound(to: header)
        return Rules(settings: settings, template: bound, width: header.count)
    }

    static func recipient(
        _ name: String,
        _ phone: String,
        _ code: String = "",
        row: Int = 1
    ) -> Recipient {
        Recipient(row: row, line: row + 1, phone: phone, cells: [name, phone, code])
    }

    static func number(_ e164: String) throws -> PhoneNumber {
        guard let number = PhoneNumber(e164: e164) else { throw NotANumber(text: e164) }
        return number
    }

    static func lookup(_ type: LineType, _ number: String = mobile) throws -> CachedLookup {
        CachedLookup(
            provider: provider,
            number: try Self.number(number),
            lineType: type,
            carrier: "Carrier",
            lookedUpAt: date
        )
    }

    static let date = Date(timeIntervalSince1970: 1_700_000_000)
    /// A line of the USA, where the plan cannot tell mobiles from landlines.
    static let mobile = "+12025550123"
    /// Lines of which the plan knows the type.
    static let britishMobile = "+447400123456"
    static let britishLandline = "+442079460123"

    struct NotANumber: Error {
        let text: String
    }
}

/// The type as a word, which is what a failing test should show.
extension ReportRow {
    var words: String {
        [verdict.status.rawValue, verdict.reason?.word].compactMap(\.self).joined(separator: " ")
    }
}
