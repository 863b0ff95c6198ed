// SPDX-License-Identifier: Apache-2.0

package import TerminalKit
import Basics
import CSV
package import Configuration
package import Lists
package import Providers

/// Which of a report's columns are in the page's table, and which only in the details of a row.
package struct PageLayout: Sendable {
    /// A column of the report that the details show.
    struct Detail: Sendable, Equatable {
        let title: String
        let place: Int
    }

    /// The table's columns.
    let columns: [PageColumn]
    /// The place of the user's own column that tells who it is; `nil` where none is known to.
    let name: Int?
    /// The place of the delivery's state.
    let delivery: Int?
    /// All columns that the table does not have: the user's own, and the rest of the report's.
    let details: [Detail]

    /// Lays out the page of a report.
    ///
    /// - Parameters:
    ///   - header: the report's header.
    ///   - places: where its own columns are.
    package init(header: [String], places: ReportPlaces) {
        let own = Set(ReportColumn.allCases.compactMap { places[$0] })
        let deliveries = places.delivery.map { [$0, $0 + 1] } ?? []
        let theirs = header.indices.filter { !own.contains($0) && !deliveries.contains($0) }
        let nameColumn = Self.name(in: header, among: theirs)
        let shown =
            Self.shown.compactMap { places[$0] } + [nameColumn, places.delivery].compactMap { $0 }
        name = nameColumn
        delivery = places.delivery
        columns = PageColumn.allCases.filter {
            ($0 != .name || nameColumn != nil) && ($0 != .delivery || !deliveries.isEmpty)
        }
        let hidden = theirs + deliveries + own.sorted()
        details = hidden.filter { !shown.contains($0) }.map { place in
            Detail(title: SpreadsheetCell.original(header[place]), place: place)
        }
    }

    /// The report's own columns that the table shows.
    private static let shown: [ReportColumn] = [
        .row, .number, .region, .lineType, .status, .reason, .errorCode, .sentAt, .detail,
    ]

    /// Headers that tell who a row is about, the best first; upper case, spaces, `_` and `-` do not
    /// matter.
    private static let names = [
        "fullname", "name", "firstname", "givenname", "vorname", "lastname", "surname", "nachname",
        "customer", "contact", "email",
    ]

    private static func name(in header: [String], among places: [Int]) -> Int? {
        let keys = places.map { header[$0].lowercased().filter { !" _-".contains($0) } }
        return names.lazy.compactMap { keys.firstIndex(of: $0) }.first.map { places[$0] }
    }
}

/// A column of the page's table; its raw value is what style and script call it.
enum PageColumn: String, CaseIterable {
    case row, number, name, region, type, status, reason, code, delivery
    case sent
    case detail

    /// The heading.
    var title: String {
        switch self {
        case .row: "Row"
        case .number: "Number"
        case .name: "Name"
        case .region: "Region"
        case .type: "Line type"
        case .status: "Status"
        case .reason: "Reason"
        case .code: "Code"
        case .delivery: "Delivery"
        case .sent: "Sent at"
        case .detail: "Detail"
        }
    }

    /// Whether the table can be narrowed down by it.
    var isFilter: Bool {
        switch self {
        case .status, .reason, .type, .code, .delivery: true
        default: false
        }
    }
}

/// What the page says of commands and their options, which whoever makes it puts into words.
package struct PageHints: Sendable {
    /// How rows that the provider refused are tried again, as a sentence.
    let tryAgain: String
    /// How a page becomes smaller, as a sentence.
    let makeSmaller: String
    /// How the limit gets into the chart of the sending rate, as a sentence.
    let drawLimit: String
    /// Meanings of reasons that come from options.
    let reasons: [String: String]

    package init(
        tryAgain: String, makeSmaller: String, drawLimit: String, reasons: [String: String]
    ) {
        self.tryAgain = tryAgain
        self.makeSmaller = makeSmaller
        self.drawLimit = drawLimit
        self.reasons = reasons
    }
}

/// What a page knows besides the report.
package struct PageContext: Sendable {
    let hints: PageHints
    /// What the rows were narrowed down to; empty where all are there.
    package var filter = ""
    /// The configuration as the user named it; empty where none was.
    package var file = ""
    /// What to do about the report, the most pressing first.
    package var advice: [Advice] = []
    /// What the configuration says; `nil` where none was named.
    package var configuration: ConfigurationOutline?

    /// Makes a context of a report that is shown whole or narrowed down.
    package init(filter: String = "", hints: PageHints) {
        self.filter = filter
        self.hints = hints
    }

    /// What a reason means; `nil` for a word that this version does not know.
    func meaning(ofReason word: String) -> String? {
        hints.reasons[word] ?? Wording.meaning(ofReason: word)
    }

    /// What a provider entry means: as configured, else what its name says; `nil` where neither
    /// tells.
    package func kind(of provider: String) -> ProviderKind? {
        configuration?.kinds[provider] ?? ProviderKind(word: provider)
    }
}
