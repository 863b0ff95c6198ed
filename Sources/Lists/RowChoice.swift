// SPDX-License-Identifier: Apache-2.0

import Basics
package import Configuration
import Foundation

/// A condition on a row as a user writes it: `City=Berlin`, `City != Berlin`, `City is empty`,
/// `City is not empty`.
package struct RowCondition: Sendable, Hashable, CustomStringConvertible {
    /// What the cell has to be, in the form of ``CellText/key(of:)``.
    enum Test: Sendable, Hashable {
        case equals(String)
        case differs(from: String)
    }

    /// The condition as it was written.
    package let description: String
    /// Where the name of a column may end: `a=b=c` has two places.
    private let readings: [(column: String, test: Test)]

    /// Reads a condition; nil for a text that is none.
    package init?(_ text: String) {
        description = text.trimmed
        let readings = Self.endings(of: description) + Self.comparisons(in: description)
        guard !readings.isEmpty else { return nil }
        self.readings = readings
    }

    private static func endings(of text: String) -> [(column: String, test: Test)] {
        let words = text.split(whereSeparator: \.isWhitespace)
        let small = words.suffix(3).map { $0.lowercased() }
        let (count, test): (Int, Test)
        if small == ["is", "not", "empty"] {
            (count, test) = (3, .differs(from: ""))
        } else if small.suffix(2) == ["is", "empty"] {
            (count, test) = (2, .equals(""))
        } else {
            return []
        }
        guard words.count > count, let end = words[words.count - count - 1].indices.last else {
            return []
        }
        return [(String(text[...end]), test)]
    }

    private static func comparisons(in text: String) -> [(column: String, test: Test)] {
        text.indices.filter { text[$0] == "=" }.compactMap { place in
            let before = text[..<place]
            let behind = text[place...].drop { $0 == "=" }
            let isNegated = before.last == "!"
            let column = String(isNegated ? before.dropLast() : before).trimmed
            guard !column.isEmpty, before.last != "=" else { return nil }
            let value = CellText.key(of: String(behind))
            return (column, isNegated ? .differs(from: value) : .equals(value))
        }
    }

    /// Finds its column among those of a list.
    fileprivate func bound(
        to header: [String], file: String
    ) throws(ListError) -> Selection.Condition {
        var failure: ListError?
        for (column, test) in readings {
            do throws(ListError) {
                let index = try NamedColumn.index(of: column, in: header, file: file)
                return Selection.Condition(words: description, column: index, test: test)
            } catch { failure = failure ?? error }
        }
        throw failure
            ?? .unknownColumn(
                file: file, name: description, nearest: nil, headers: header)
    }

    package static func == (one: RowCondition, other: RowCondition) -> Bool {
        one.description == other.description
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

/// The rows that a run is about: those that fulfil all of its conditions.
package struct Selection: Sendable, Hashable {
    fileprivate struct Condition: Sendable, Hashable {
        let words: String
        let column: Int
        let test: RowCondition.Test

        func holds(for cells: [String]) -> Bool {
            let cell = CellText.key(of: cells[column])
            return switch test {
            case .equals(let value): cell == value
            case .differs(let value): cell != value
            }
        }
    }

    private let conditions: [Condition]
    private let header: [String]

    /// Ties conditions to the columns of a list; nil where nothing is asked for and all rows are
    /// meant.
    ///
    /// - Parameters:
    ///   - conditions: what the user asks for.
    ///   - header: the list's header row.
    ///   - file: the list's name, for messages.
    /// - Throws: ``ListError`` where a column is not there, or there twice.
    package init?(
        _ conditions: [RowCondition], in header: [String], file: String
    ) throws(ListError) {
        guard !conditions.isEmpty else { return nil }
        self.header = header
        var bound: [Condition] = []
        for condition in conditions { bound.append(try condition.bound(to: header, file: file)) }
        self.conditions = bound
    }

    /// The columns that are looked at.
    package var columns: Set<Int> { Set(conditions.map(\.column)) }

    /// The conditions as they were written.
    package var words: [String] { conditions.map(\.words) }

    /// Whether a row, which has the header's cells, is meant.
    package func selects(_ cells: [String]) -> Bool {
        conditions.allSatisfy { $0.holds(for: cells) }
    }

    /// Why a row is left out; nil for one that is meant.
    package func objection(to cells: [String]) -> Verdict? {
        guard let failed = conditions.first(where: { !$0.holds(for: cells) }) else { return nil }
        let cell = CellText.quoted(cells[failed.column])
        return .skipped(
            .notSelected,
            "not selected by “\(failed.words)”: “\(header[failed.column])” \(cell)")
    }
}

/// Compares cells as people do: white space at the ends and case do not count.
enum CellText {
    /// Longer cells are cut in sentences.
    private static let longestQuote = 40

    /// The same for cells that are the same but for case, accents' form and white space at the
    /// ends.
    static func key(of cell: String) -> String {
        let small = cell.trimmed.lowercased()
        return small.utf8.allSatisfy { $0 < 0x80 }
            ? small : small.precomposedStringWithCanonicalMapping
    }

    /// A cell in a sentence: `is “no”`, `is empty`.
    static func quoted(_ cell: String) -> String {
        let text = cell.trimmed
        if text.isEmpty { return "is empty" }
        let line = String(text.prefix(longestQuote).map { $0.isNewline ? " " : $0 })
        return "is “\(line)\(text.count > longestQuote ? "…" : "")”"
    }
}

/// A column of the list that says who agreed to be texted.
package struct ConsentRule: Sendable, Hashable {
    /// The column's index.
    package let column: Int
    private let name: String
    private let accepted: Set<String>
    /// The accepted values in a sentence.
    private let words: String

    /// Ties the configuration to the columns of a list.
    ///
    /// - Parameters:
    ///   - settings: the column, and the values that mean yes.
    ///   - header: the list's header row.
    ///   - file: the list's name, for messages.
    /// - Throws: ``ListError`` where the column is not there, or there twice: nobody is texted in
    ///   doubt.
    package init(
        _ settings: ConsentSettings, in header: [String], file: String
    ) throws(ListError) {
        column = try NamedColumn.index(of: settings.column, in: header, file: file)
        name = header[column]
        accepted = Set(settings.textIf.map(CellText.key))
        words = settings.textIf.map { "“\($0)”" }.joined(separator: ", ")
    }

    /// Why a row, which has the header's cells, gets no message; nil where it says yes.
    package func objection(to cells: [String]) -> Verdict? {
        guard !accepted.contains(CellText.key(of: cells[column])) else { return nil }
        return .skipped(
            .noConsent,
            "“\(name)” \(CellText.quoted(cells[column])), and “columns.consent” asks for \(words)")
    }
}

/// Columns that look as if they told who wants messages and who does not.
package struct ConsentColumns: Sendable, Hashable {
    /// Values beyond these are not told apart.
    private static let mostValues = 100

    /// What such a column says of the people who would be texted.
    package struct Column: Sendable, Hashable {
        package let name: String
        fileprivate let index: Int
        /// How many of them have which value, in small letters; empty where they have none.
        package fileprivate(set) var values: [String: Int] = [:]
        /// How many have another value than these.
        package fileprivate(set) var others = 0
    }

    package private(set) var columns: [Column]

    /// Finds the columns of a list.
    ///
    /// - Parameters:
    ///   - list: the list.
    ///   - known: the columns that are looked at already.
    package init(of list: RecipientList, besides known: Set<Int>) {
        columns = list.inputColumns.filter {
            !list.phoneColumns.contains($0) && !known.contains($0)
        }
        .filter { ConsentHeader.isOne(list.header[$0]) }
        .map { Column(name: list.header[$0], index: $0) }
    }

    /// Finds none.
    package init() { columns = [] }

    /// Counts the values of a row.
    package mutating func count(_ cells: [String]) {
        for place in columns.indices {
            let value = CellText.key(of: cells[columns[place].index])
            if columns[place].values[value] != nil || columns[place].values.count < Self.mostValues
            {
                columns[place].values[value, default: 0] += 1
            } else {
                columns[place].others += 1
            }
        }
    }
}

/// Knows headers of columns that tell who may be texted.
enum ConsentHeader {
    /// Whether a header is one.
    ///
    /// What is about e-mail or letters alone is none.
    static func isOne(_ header: String) -> Bool {
        let key = folded(header)
        guard !key.isEmpty else { return false }
        if otherWays.contains(where: key.contains), !ways.contains(where: key.contains) {
            return false
        }
        return whole.contains(key) || parts.contains(where: key.contains)
    }

    /// Letters without case, accents, spaces and signs: `Do-Not-SMS` and `doNotSMS` are the same.
    private static func folded(_ header: String) -> String {
        let scalars = header.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
        return String(String.UnicodeScalarView(scalars.filter { $0.properties.isAlphabetic }))
    }

    private static let otherWays = [
        "email", "mail", "newsletter", "fax", "letter", "post", "whatsapp", "viber", "push",
    ]
    private static let ways = ["sms", "text", "mobile", "phone", "call"]

    /// Headers that are nothing else.
    private static let whole: Set<String> = [
        "dnc", "dnd", "dns", "dnt", "stop", "stopped", "optin", "optout", "marketing", "sms",
        "gdpr", "tcpa", "dsgvo", "rgpd", "lgpd", "rodo", "baja", "revoked", "agreed",
        "smsstatus", "subscriberstatus", "subscriptionstatus", "smspreference", "contactpreference",
        "contactpreferences", "communicationpreference", "communicationpreferences", "robinson",
        "widerruf", "widerspruch", "opposition", "zgoda", "sperre", "kielto", "同意", "退订", "退訂",
        "拒收", "配信停止", "配信許可", "수신동의", "수신거부",
    ]
    /// Words of which one is enough.
    private static let parts = [
        // No: in English, and as programs for customers call it.
        "donotsms", "donottext", "donotcontact", "donotcall", "donotphone", "donotmessage",
        "donotdisturb", "donotsend", "donotmarket", "dontsms", "donttext", "dontcontact",
        "dontcall",
        "nosms", "notexts", "notexting", "notextmessage", "nocontact", "nomarketing", "nocalls",
        "optout", "optedout", "optingout", "unsubscribe", "unsubscription", "blacklist",
        "blocklist", "suppress", "excludefromsms", "smsblocked", "smsstop", "stopsms",
        // Yes.
        "consent", "optin", "optedin", "subscribed", "acceptssms", "acceptsms", "acceptstext",
        "acceptsmarketing", "acceptmarketing", "smsmarketing", "marketingsms", "marketingallowed",
        "marketingpermission", "permissiontotext", "permissiontosms", "permissiontocontact",
        "smspermission", "textpermission", "contactpermission", "smsallowed", "allowsms",
        "allowssms", "allowtext", "allowcontact", "allowmarketing", "smsok", "textok", "smsenabled",
        "cantext", "cansms", "cancontact", "maytext", "maycontact", "maysms", "oktotext",
        "oktosms", "oktocontact", "okaytotext", "agreetotext", "agreedtotext", "agreetosms",
        "agreedtosms", "agreestosms", "wantssms", "wantstexts", "receivesms", "receivessms",
        "receivetext", "receivestext", "smssubscri", "textsubscri",
        // German, Dutch, Danish, Norwegian, Swedish, Finnish.
        "einwilligung", "zustimmung", "kontakterlaubnis", "werbeerlaubnis", "smserlaubnis",
        "keinewerbung", "keinesms", "keinkontakt", "nichtkontaktieren", "nichtanrufen",
        "nichtanschreiben", "werbesperre", "kontaktsperre", "sperrvermerk", "abgemeldet",
        "abbestellt", "toestemming", "uitgeschreven", "afgemeld", "nietbellen", "nietbenaderen",
        "nietcontacteren", "geensms", "samtykke", "samtycke", "frameldt", "avmeldt",
        "avregistrerad",
        "ingensms", "suostumus", "markkinointilupa", "markkinointikielto",
        // French, Spanish, Portuguese, Italian, Romanian.
        "consentement", "desabonne", "desinscrit", "nepascontacter", "nepasappeler", "nepassms",
        "accordsms", "acceptesms", "consentimiento", "nocontactar", "nollamar", "noenviar",
        "dadodebaja", "desuscrit", "aceptasms", "aceptapublicidad", "permisosms",
        "consentimento", "naocontatar", "naocontactar", "naoligar", "naoenviar", "descadastrad",
        "aceitasms", "aceitamarketing", "consenso", "noncontattare", "nonchiamare", "disiscritt",
        "accettasms", "acord", "dezabonat",
        // Polish, Czech, Russian.
        "zgodasms", "zgodamarketing", "zgodana", "niekontaktowac", "niedzwonic", "wypisan",
        "souhlas", "nekontaktovat", "odhlasen", "согласие", "отписан", "незвонить", "неписать",
    ]
}
