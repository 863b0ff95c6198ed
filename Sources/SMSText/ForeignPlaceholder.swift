// SPDX-License-Identifier: Apache-2.0

import Basics

/// A placeholder in the notation of another program, which would go out as it is written.
package struct ForeignPlaceholder: Sendable, Hashable {
    /// What is written: `*|FNAME|*`.
    package let text: String
    /// The header of the column that it names; nil where the list has none of that name.
    package let column: String?
    /// How a template names that column, or the one that is spelled most alike: `{{first_name}}`.
    package let spelling: String?
}

/// Finds placeholders in the notations of other programs.
///
/// Where the name in one is a column of the list, nearly any mark around it counts. Elsewhere only
/// marks count that nobody puts around ordinary words, and names that forms have everywhere.
struct ForeignPlaceholderFinder {
    /// Longer texts between two marks are no name of a column.
    private static let longestName = 60
    private let columns: [String: String]

    /// Knows the columns of a list by their headers; empty ones are nobody's.
    init(headers: [String]) {
        let named = headers.map { (ColumnName.key(of: $0), $0) }.filter { !$0.0.isEmpty }
        columns = Dictionary(named) { first, _ in first }
    }

    /// The placeholders of a text, in order, each once.
    func find(in text: [Unicode.Scalar]) -> [ForeignPlaceholder] {
        var found: [ForeignPlaceholder] = []
        var position = 0
        while position < text.count {
            guard let (placeholder, end) = placeholder(at: position, of: text) else {
                position += 1
                continue
            }
            if !found.contains(placeholder) { found.append(placeholder) }
            position = end
        }
        return found
    }

    private func placeholder(
        at start: Int, of text: [Unicode.Scalar]
    ) -> (ForeignPlaceholder, end: Int)? {
        for marks in ForeignMarks.all where text[start...].starts(with: marks.opening) {
            guard let end = closing(of: marks, after: start, in: text) else { continue }
            let name = text[(start + marks.opening.count)..<(end - marks.closing.count)]
            guard let found = judge(name, in: marks, written: text[start..<end]) else { continue }
            return (found, end)
        }
        return variable(at: start, of: text)
    }

    /// Where a placeholder ends; nil where it has no end, or cannot be one where it stands.
    private func closing(
        of marks: ForeignMarks, after start: Int, in text: [Unicode.Scalar]
    ) -> Int? {
        if marks.isRepetition, start > 0, text[start - 1] == text[start] { return nil }
        let first = start + marks.opening.count
        let last = min(text.count - marks.closing.count, first + Self.longestName)
        guard first < last else { return nil }
        for place in (first + 1)...last {
            let before = text[place - 1]
            if before == "\n" || before == Template.mask { return nil }
            guard text[place...].starts(with: marks.closing) else { continue }
            let end = place + marks.closing.count
            return !marks.standsAlone || isAlone(start..<end, in: text) ? end : nil
        }
        return nil
    }

    /// Whether neither a letter nor a digit of English stands before or behind a place.
    ///
    /// `10%a%b` has no placeholder. Languages without spaces have letters there.
    private func isAlone(_ place: Range<Int>, in text: [Unicode.Scalar]) -> Bool {
        let before = place.lowerBound > 0 ? text[place.lowerBound - 1] : " "
        let behind = place.upperBound < text.count ? text[place.upperBound] : " "
        let inner = [text[place.lowerBound + 1], text[place.upperBound - 2]]
        return !before.isASCIIAlphanumeric && !behind.isASCIIAlphanumeric
            && inner.allSatisfy { !$0.properties.isWhitespace }
    }

    /// `$first_name`, which no price looks like: a column's name without an end.
    private func variable(
        at start: Int, of text: [Unicode.Scalar]
    ) -> (ForeignPlaceholder, end: Int)? {
        guard text[start] == "$", start == 0 || !text[start - 1].isASCIIAlphanumeric else {
            return nil
        }
        let name = text[(start + 1)...].prefix { $0.isASCIIAlphanumeric || $0 == "_" }
        guard name.first?.isASCIIDigit == false,
            let column = columns[ColumnName.key(of: Self.string(name))]
        else { return nil }
        return (named(column, written: text[start..<name.endIndex]), name.endIndex)
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }
}

extension ForeignPlaceholderFinder {
    private func judge(
        _ inner: ArraySlice<Unicode.Scalar>, in marks: ForeignMarks,
        written: ArraySlice<Unicode.Scalar>
    ) -> ForeignPlaceholder? {
        let name = ForeignName(Self.string(inner), isStatement: marks.isStatement)
        if let column = name.keys.lazy.compactMap({ columns[$0] }).first {
            return named(column, written: written)
        }
        switch marks.certainty {
        case .anyName where name.looksLikeOne: return stranger(name, written: written)
        case .anyName, .commonName:
            return name.isCommon ? stranger(name, written: written) : nil
        case .columnOnly: return nil
        }
    }

    private func named(
        _ column: String, written: ArraySlice<Unicode.Scalar>
    ) -> ForeignPlaceholder {
        ForeignPlaceholder(
            text: Self.string(written), column: column,
            spelling: TemplateError.Kind.placeholder(column))
    }

    private func stranger(
        _ name: ForeignName, written: ArraySlice<Unicode.Scalar>
    ) -> ForeignPlaceholder {
        let known = columns.keys.sorted()
        let nearest = name.keys.lazy.compactMap { Spelling.nearest(to: $0, in: known) }.first
        return ForeignPlaceholder(
            text: Self.string(written), column: nil,
            spelling: nearest.flatMap { columns[$0] }.map(TemplateError.Kind.placeholder))
    }
}

/// The marks that a program puts around a name.
private struct ForeignMarks: Sendable {
    /// What has to stand between the marks where that is no column of the list.
    enum Certainty { case anyName, commonName, columnOnly }

    let opening: [Unicode.Scalar]
    let closing: [Unicode.Scalar]
    let certainty: Certainty
    /// Whether the marks are ones that stand in ordinary text, too: then no letter may touch them
    /// from outside, and no space from inside.
    var standsAlone: Bool { opening.count == 1 && Self.common.contains(opening[0]) }
    /// Whether more of the same sign before them are an ornament: `<<<NOW>>>`.
    var isRepetition: Bool { opening.count > 1 && Set(opening).count == 1 }
    /// Whether more than a name may stand between them: `{% if first_name %}`.
    var isStatement: Bool { closing.first == "%" && opening != closing }

    private static let common: Set<Unicode.Scalar> = ["%", "#", "$", ":", "@"]

    private init(_ opening: String, _ closing: String, found certainty: Certainty) {
        self.opening = Array(opening.unicodeScalars)
        self.closing = Array(closing.unicodeScalars)
        self.certainty = certainty
    }

    /// Longer ones come before those that they begin with.
    static let all = [
        // Statements and values of template languages: Liquid, Jinja, ERB, Template Toolkit.
        ForeignMarks("{%", "%}", found: .anyName), ForeignMarks("<%", "%>", found: .anyName),
        ForeignMarks("[%", "%]", found: .anyName),
        // Variables of shells and programming languages.
        ForeignMarks("${", "}", found: .anyName), ForeignMarks("#{", "}", found: .anyName),
        ForeignMarks("%{", "}", found: .anyName), ForeignMarks("%(", ")s", found: .anyName),
        // Programs that send mail and messages.
        ForeignMarks("*|", "|*", found: .anyName), ForeignMarks("%%", "%%", found: .anyName),
        ForeignMarks("@@", "@@", found: .anyName), ForeignMarks("##", "##", found: .commonName),
        ForeignMarks("<<", ">>", found: .anyName), ForeignMarks("[[", "]]", found: .anyName),
        ForeignMarks("((", "))", found: .commonName), ForeignMarks("__", "__", found: .commonName),
        ForeignMarks("｛｛", "｝｝", found: .anyName), ForeignMarks("｛", "｝", found: .anyName),
        ForeignMarks("{", "}", found: .anyName), ForeignMarks("%", "%", found: .anyName),
        ForeignMarks("#", "#", found: .commonName), ForeignMarks("$", "$", found: .commonName),
        ForeignMarks("@", "@", found: .commonName), ForeignMarks("[", "]", found: .commonName),
        ForeignMarks("<", ">", found: .commonName), ForeignMarks("＜", "＞", found: .commonName),
        ForeignMarks(":", ":", found: .columnOnly), ForeignMarks("«", "»", found: .columnOnly),
        ForeignMarks("‹", "›", found: .columnOnly), ForeignMarks("【", "】", found: .columnOnly),
    ]
}

/// What stands between two marks, as the name of a column.
private struct ForeignName {
    /// The forms in which it may be a column's key, the likeliest first.
    let keys: [String]
    private let name: String
    private let isStatement: Bool

    init(_ inner: String, isStatement: Bool) {
        self.isStatement = isStatement
        // `{!Contact.Name}`, `{$name}`, `<%= name %>`, and the filters that some know.
        let bare = inner.trimmed.drop { "!$=#&^/*~:".contains($0) }
        let filtered = bare.prefix { $0 != "|" }
        name = String(filtered).trimmed
        var forms = [inner, name]
        if let colon = name.firstIndex(of: ":") {
            forms += [String(name[..<colon]), String(name[colon...].dropFirst())]
        }
        if let dot = name.lastIndex(of: ".") { forms.append(String(name[dot...].dropFirst())) }
        if isStatement {
            forms += bare.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
        }
        keys = forms.map(ColumnName.key).filter { !$0.isEmpty }
    }

    /// Whether it can be the name of a column: a few words, without any punctuation of sentences.
    var looksLikeOne: Bool {
        if isStatement { return true }
        let words = name.split(whereSeparator: \.isWhitespace)
        guard 1...3 ~= words.count, name.count <= 40 else { return false }
        let isNumbered = name.allSatisfy(\.isNumber) && name.count <= 2
        return isNumbered
            || name.first?.isLetter == true
                && name.allSatisfy { $0.isLetter || $0.isNumber || " _-.:".contains($0) }
    }

    /// Whether nearly every list has a column of this name, and nobody else puts it between marks.
    var isCommon: Bool { keys.contains(where: Self.common.contains) }

    private static let common: Set<String> = [
        "name", "firstname", "fname", "lastname", "lname", "surname", "fullname", "givenname",
        "familyname", "forename", "nickname", "title", "salutation", "email", "phone", "mobile",
        "company", "companyname", "customer", "customername", "client", "clientname", "contact",
        "contactname", "username", "patient", "patientname", "date", "time", "day", "amount",
        "balance", "duedate", "appointment", "code", "otp", "city", "address", "link", "url",
        "orderid", "ordernumber", "product", "price", "coupon", "couponcode", "yourname",
        "vorname", "nachname", "anrede", "firma", "datum", "uhrzeit", "betrag", "termin",
        "prenom", "prénom", "nom", "société", "societe", "nombre", "apellido", "apellidos",
        "fecha", "hora", "nome", "cognome", "sobrenome", "data", "naam", "voornaam",
        "achternaam", "imie", "imię", "nazwisko", "имя", "фамилия", "姓名", "名字", "称呼", "名前",
        "氏名", "이름",
    ]
}
