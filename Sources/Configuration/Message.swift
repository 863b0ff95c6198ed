// SPDX-License-Identifier: Apache-2.0

import Basics
import Providers

/// What becomes of the rendered text.
package struct MessageSettings: Sendable, Hashable {
    /// A text of more segments is not sent (`too_long`).
    package var maxSegments = 10
    /// Whether typographic characters are replaced where that brings the whole text into GSM-7.
    package var smartEncoding = false
    /// The name by which recipients know the sender, which each text should have in it; nil: not
    /// configured.
    package var senderName: String?
    /// Values that count as empty, whatever their case: `N/A`.
    package var emptyWords: [String] = []

    /// Makes the contract's defaults.
    package init() {}
}

/// Which columns of the recipients file mean what, where the header alone does not say it.
package struct ColumnSettings: Sendable, Hashable {
    /// The headers of the columns that hold phone numbers, in the order in which a row's cells are
    /// tried; none: found by header.
    package var phones: [String] = []
    /// The header of the column that holds time zones; nil: none does.
    package var timeZone: String?
    /// The header of the column that holds countries; nil: found by header.
    package var region: String?
    /// The column that says who agreed to be texted; nil: nobody is asked for it.
    package var consent: ConsentSettings?

    /// Makes the settings; everything is found by header unless told.
    package init() {}
}

/// A column that says who agreed to be texted.
package struct ConsentSettings: Sendable, Hashable {
    /// Its header.
    package var column: String
    /// The values that mean yes, whatever their case; an empty one stands for an empty cell.
    package var textIf: [String]

    package init(column: String, textIf: [String]) {
        self.column = column
        self.textIf = textIf
    }

    /// Reads the `consent` section of the columns.
    init(reading object: ConfigurationObject) throws(ConfigurationError) {
        try object.refuseKeys(except: ["column", "textIf"])
        guard let column = try object.string("column") else {
            throw object.error(.unusable("the column's header is missing"), at: "column")
        }
        var values: [String] = []
        for item in try object.list("textIf") ?? [] {
            values.append(
                try object.readText(of: item, expecting: "a value in quotes", at: "textIf"))
        }
        guard !values.isEmpty else {
            throw object.error(
                .unusable("no value means yes, so nobody would be texted; name the values that do"),
                at: "textIf")
        }
        self.init(column: column, textIf: values)
    }
}

/// A list of people who get no message, as the configuration names it.
package struct SuppressionFile: Sendable, Hashable {
    /// The file as it is written in the configuration, for messages.
    package var name: String
    /// Its absolute path.
    package var path: String

    package init(name: String, path: String) {
        self.name = name
        self.path = path
    }
}

extension MessageSettings {
    /// Reads the `message` section; what is absent keeps its default.
    init(reading object: ConfigurationObject?) throws(ConfigurationError) {
        self.init()
        guard let object else { return }
        try object.refuseKeys(except: ["smartEncoding", "maxSegments", "senderName", "emptyWords"])
        // A concatenated message numbers its parts with one byte: 3GPP TS 23.040 §9.2.3.24.1.
        maxSegments = try object.integer("maxSegments", in: 1...255) ?? maxSegments
        senderName = try object.string("senderName")
        smartEncoding = try object.bool("smartEncoding") ?? smartEncoding
        emptyWords = try object.words("emptyWords") ?? emptyWords
    }
}

extension ColumnSettings {
    /// Reads the `columns` section.
    init(reading object: ConfigurationObject?) throws(ConfigurationError) {
        self.init()
        guard let object else { return }
        try object.refuseKeys(except: ["phone", "region", "timeZone", "consent"])
        phones = try object.strings("phone") ?? []
        region = try object.string("region")
        timeZone = try object.string("timeZone")
        consent = try object.object("consent").map(ConsentSettings.init(reading:))
    }
}

/// How a recipient learns who writes to them.
package enum SenderNaming: Sendable, Hashable {
    /// By this name, which each text should have in it.
    case inText(String)
    /// By the sender that the phone shows, which is a name.
    case bySender
    /// The configuration does not say.
    case unknown

    /// No provider takes longer names: GSM 03.40 has room for 11 septets in an alphanumeric
    /// address.
    private static let longestSender = 11

    /// Tells it from the configuration; the name alone decides where there is one that the phone
    /// does not show.
    package init(name: String?, from: String?) {
        let shown = from.flatMap {
            SenderForm($0) == .alphanumeric && $0.count <= Self.longestSender ? $0 : nil
        }
        switch (name, shown) {
        case (let name?, let shown) where shown?.lowercased() != name.lowercased():
            self = .inText(name)
        case (_, .some): self = .bySender
        default: self = .unknown
        }
    }

    /// The name that each text should have in it; nil where none is asked for.
    package var nameInText: String? { if case .inText(let name) = self { name } else { nil } }
}

/// What becomes of several rows with one number.
package enum DuplicateRows: String, Sendable, Hashable, CaseIterable {
    /// The first that can be sent is kept; the others get no message.
    case skip
    /// Their texts go out in one message, a line each.
    case join
}
