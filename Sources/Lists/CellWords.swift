// SPDX-License-Identifier: Apache-2.0

import Basics

/// What stands in a phone cell beside its digits: labels, names, masks, and words that speak
/// against the number.
///
/// Letters are never digits here. A numbering plan's parser takes `555-XXXX` and `0123 Eva` for
/// numbers with letters on their keys, which is a stranger's number.
struct CellWords {
    enum Finding: Equatable {
        /// Nothing but a number, as far as words go.
        case none
        /// Something says that no message may go there; why, in words.
        case refused(String)
        /// A number with an extension behind it.
        case phoneExtension(number: String, digits: String)
        /// The number alone, without words that say nothing; and the digits without one that may
        /// belong to a word, as in `mobile 2`.
        case leftOut(String, numbered: [String])
    }

    private let text: String
    private let others: [String]
    private let tokens: [Token]

    init(_ text: String, besides others: [String]) {
        self.text = text
        self.others = others
        tokens = Token.all(in: text)
    }

    /// A cheap look that spares nearly all cells the rest.
    static func mayBe(in text: String) -> Bool {
        var last: UInt8 = 0
        for byte in text.utf8 {
            if byte.isASCIILetter || byte >= 0x80 { return true }
            switch byte {
            case UInt8(ascii: "*"), UInt8(ascii: "#"), UInt8(ascii: "?"), UInt8(ascii: "_"):
                return true
            case UInt8(ascii: "&"), UInt8(ascii: ":"): return true
            case UInt8(ascii: ".") where last == byte: return true
            default: last = byte
            }
        }
        return false
    }

    static let stray = "words beside the number; write nothing else into the cell"
    private static let masked =
        "the number is masked: signs stand where digits belong; export it in full"
    private static let several = "the cell holds more than one number; keep the one that is meant"

    private static func objection(_ word: String) -> String {
        "the cell says “\(word)” beside the number; if it is right all the same, take the word out"
    }

    var finding: Finding {
        if text.contains(";phone-context=") || text.contains(";isub=") { return .none }
        if let word = tokens.indices.first(where: isObjection) {
            return .refused(Self.objection(tokens[word].text))
        }
        let hasDigits = tokens.contains { $0.kind == .digits }
        if isMasked(hasDigits) { return .refused(Self.masked) }
        guard hasDigits else { return .none }
        if let found = phoneExtension { return found }
        if tokens.contains(where: { $0.kind == .sign }) { return .refused(Self.masked) }
        if tokens.contains(where: { $0.kind == .word }) { return withoutWords }
        return areSeveral ? .refused(Self.several) : .none
    }

    /// Whether a word speaks against the number; in `Mobile No. 98765 43210` it only means it.
    private func isObjection(_ place: Int) -> Bool {
        guard WordList.isObjection(tokens[place].word) else { return false }
        let gap = tokens[..<place].reversed().prefix { $0.kind != .word && $0.kind != .digits }
        let label = place - gap.count - 1
        let isNumeral =
            tokens[place].word == "no" && label >= 0 && WordList.isLabel(tokens[label].word)
            && gap.allSatisfy { $0.text == " " || $0.text == "." }
            && tokens[place...].contains { $0.kind == .digits }
        return !isNumeral
    }

    /// Whether two numbers stand in the cell, with signs between them that none has.
    private var areSeveral: Bool {
        let parts = tokens.split { $0.text == "&" || $0.text == ":" }
        return parts.count { digits($0) >= 7 } > 1
    }

    /// The cell without its words; nil where there are none, or the number is masked.
    var numberAlone: String? {
        guard tokens.contains(where: { $0.kind == .word }),
            !tokens.contains(where: { $0.isMask || $0.kind == .mask })
        else { return nil }
        return tokens.map { $0.kind == .word ? " " : $0.text }.joined()
    }

    private func isMasked(_ hasDigits: Bool) -> Bool {
        if hasDigits {
            return tokens.contains { $0.isMask || $0.kind == .mask }
                || tokens.count { $0.kind == .sign && $0.text != "x" } > 1
        }
        // “?” or “-” alone is an empty cell, and no mask.
        let marks = tokens.filter { $0.isMask || $0.kind == .mask || $0.kind == .sign }
        return marks.count > 0 && tokens.allSatisfy { $0.kind != .word || $0.isMask }
            && marks.reduce(0) { $0 + $1.text.count } >= 4
    }

    /// A number, a word or sign that announces an extension, and its digits at the end.
    private var phoneExtension: Finding? {
        guard let last = tokens.lastIndex(where: { $0.kind == .digits }),
            tokens[(last + 1)...].allSatisfy({ $0.kind == .other }),
            1...7 ~= tokens[last].text.count
        else { return nil }
        let before = tokens[..<last]
        guard let label = before.lastIndex(where: { $0.kind != .other }),
            tokens[label].announcesExtension,
            before[..<label].contains(where: { $0.kind == .digits })
        else { return nil }
        let number = before[..<label].filter { $0.kind != .word }.map(\.text).joined()
        return .phoneExtension(number: number, digits: tokens[last].text)
    }

    /// What is left without the words before and behind the number.
    private var withoutWords: Finding {
        guard let start = tokens.firstIndex(where: { $0.kind == .digits || $0.text == "+" }),
            let end = tokens.lastIndex(where: { $0.kind == .digits })
        else { return .none }
        if let word = tokens[start...end].firstIndex(where: { $0.kind == .word }) {
            let isBetween = digits(tokens[start..<word]) >= 7 && digits(tokens[word...end]) >= 7
            return .refused(isBetween ? Self.several : Self.stray)
        }
        let words = tokens.filter { $0.kind == .word }
        let isKnown = words.allSatisfy(\.isLabel) || areInRow(words)
        guard isKnown else { return .refused(Self.stray) }
        let number = tokens[start...end]
        return .leftOut(
            number.map(\.text).joined(),
            numbered: numbered(number).map { $0.map(\.text).joined() })
    }

    private func digits(_ tokens: ArraySlice<Token>) -> Int {
        tokens.reduce(0) { $1.kind == .digits ? $0 + $1.text.count : $0 }
    }

    /// Whether each word is a label or stands in another cell of the row.
    private func areInRow(_ words: [Token]) -> Bool {
        let others = others.filter { $0 != text }
        guard !others.isEmpty else { return false }
        let known = Set(
            others.flatMap { Token.all(in: $0) }.filter { $0.kind == .word }.map(\.word))
        return words.allSatisfy {
            $0.isLabel || $0.word.count > 1 && known.contains($0.word)
        }
    }

    /// The number without a single digit beside a word: `mobile 2: 07400 123456`.
    private func numbered(_ number: ArraySlice<Token>) -> [ArraySlice<Token>] {
        let isSingle = { (token: Token?) in token?.kind == .digits && token?.text.count == 1 }
        var rests: [ArraySlice<Token>] = []
        if number.startIndex > 0, isSingle(number.first) { rests.append(number.dropFirst()) }
        if number.endIndex < tokens.endIndex, isSingle(number.last) {
            rests.append(number.dropLast())
        }
        return rests
    }
}

/// What a phone cell says of a person, and not of the phone.
package enum PersonalRefusal {
    /// Whether a cell says that the person wants no messages (`STOP`, `do not text`, a number and
    /// `no`), or is no more; no other phone of theirs is to be tried then.
    package static func isIn(_ cell: String) -> Bool {
        guard CellWords.mayBe(in: cell) else { return false }
        let tokens = Token.all(in: cell)
        if tokens.contains(where: { WordList.isRefusal($0.word) }) { return true }
        // “no” alone is an empty cell.
        return tokens.contains { WordList.isNegation($0.word) }
            && tokens.contains { $0.kind == .digits || WordList.isOfContact($0.word) }
    }
}

/// A piece of a phone cell.
private struct Token {
    enum Kind {
        /// Decimal digits of any script.
        case digits
        /// Letters of any script.
        case word
        /// A sign that stands for digits that are not shown.
        case mask
        /// A sign that masks a digit, or announces an extension.
        case sign
        case other
    }

    let kind: Kind
    let text: String
    /// A word as lists of words have it.
    let word: String

    private init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
        word = kind == .word ? text.lowercased() : ""
    }

    /// Whether it is a word of nothing but signs that look like an x.
    var isMask: Bool { kind == .word && text.unicodeScalars.count > 1 && Self.isCross(text) }

    /// Whether it is a label; “no” has been looked at before.
    var isLabel: Bool { WordList.isLabel(word) || word == "no" }

    var announcesExtension: Bool { kind == .sign || WordList.isExtension(word) }

    private static func isCross(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy {
            "xX\u{445}\u{425}\u{FF58}\u{FF38}".unicodeScalars.contains($0)
        }
    }

    static func all(in text: String) -> [Token] {
        var tokens: [Token] = []
        var rest = text.unicodeScalars[...]
        while let first = rest.first {
            let found = kind(of: first)
            var end = rest.index(after: rest.startIndex)
            while found != .other && found != .sign, end < rest.endIndex,
                goesOn(found, with: rest[end])
            {
                end = rest.index(after: end)
            }
            let piece = String(rest[..<end])
            rest = rest[end...]
            let isSign = found == .word && piece.count == 1 && isCross(piece)
            tokens.append(Token(isSign ? .sign : found, piece))
        }
        return masked(tokens)
    }

    /// Rows of dots or low lines are masks, too; one low line is none.
    private static func masked(_ tokens: [Token]) -> [Token] {
        tokens.map { token in
            switch token.text.unicodeScalars.first {
            case "." where token.kind == .mask && token.text.count < 3,
                "_" where token.kind == .mask && token.text.count < 2:
                Token(.other, token.text)
            default: token
            }
        }
    }

    private static func goesOn(_ kind: Kind, with scalar: Unicode.Scalar) -> Bool {
        if self.kind(of: scalar) == kind { return true }
        guard kind == .word else { return false }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return scalar == "'" || scalar == "’"
        }
    }

    private static func kind(of scalar: Unicode.Scalar) -> Kind {
        switch scalar {
        case _ where scalar.isASCIIDigit: .digits
        case "a"..."z", "A"..."Z": .word
        case "#", "\u{FF03}": .sign
        case "*", "?", ".", "_", "\u{2022}", "\u{2026}", "\u{22EF}", "\u{D7}", "\u{FF0A}",
            "\u{FF1F}", "\u{FF3F}", "\u{2219}", "\u{25CF}", "\u{25CB}", "\u{25E6}", "\u{25AA}",
            "\u{25A0}", "\u{25A1}", "\u{2588}", "\u{2591}"..."\u{2593}", "\u{2715}", "\u{2716}":
            .mask
        // A Japanese dash, which Unicode counts as a letter.
        case "\u{30FC}": .other
        default: kind(byProperties: scalar.properties)
        }
    }

    private static func kind(byProperties properties: Unicode.Scalar.Properties) -> Kind {
        if properties.numericType == .decimal { return .digits }
        return properties.isAlphabetic ? .word : .other
    }
}

/// The words that are known beside a phone number, in lower case.
///
/// The lists are closed: a word that is in none of them is somebody's name, or says something that
/// a person has to read.
enum WordList {
    /// Whether a word says no more than that a number follows, or that it is a mobile phone's.
    static func isLabel(_ word: String) -> Bool { labels.contains(word) }

    /// Whether a word says that the number is not to be texted, or is no handset's any more.
    static func isObjection(_ word: String) -> Bool { objections.contains(word) }

    /// Whether a word says that a person wants no messages, or is no more.
    static func isRefusal(_ word: String) -> Bool { refusals.contains(word) }

    /// Whether a word says no, to whatever stands beside it.
    static func isNegation(_ word: String) -> Bool { negations.contains(word) }

    /// Whether a word speaks of messages or calls.
    static func isOfContact(_ word: String) -> Bool { contacts.contains(word) }

    /// Whether a word announces an extension.
    static func isExtension(_ word: String) -> Bool { extensions.contains(word) }

    private static func words(_ text: String) -> Set<String> {
        Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
    }

    private static let labels = words(
        """
        cell cellphone cellular mobile mobiles mob phone phones telephone tel tele ph text txt sms
        mms whatsapp wa viber signal telegram gsm contact number num nr m c t p
        handy handynummer handynr mobil mobiltelefon mobilnummer mobilfunk telefon telefonnummer
        telnr rufnummer nummer
        portable port téléphone telephone tél numéro numero cellulaire mobile
        móvil movil celular cel teléfono telefono telf tfno tlf telef número zap
        telemóvel telemovel telm tlm telefone
        cellulare telefonino
        mobiel telefoon telefoonnummer mobieltje
        mobilnr telefonnr
        matkapuhelin puhelin puh kännykkä
        komórka komorka kom komórkowy komórkowe numer
        mobilní telefonszám cep numara
        моб мобильный мобильник тел телефон сот сотовый номер мобільний
        κινητό κιν τηλ τηλέφωνο
        جوال موبايل هاتف محمول رقم تلفون واتساب نقال
        נייד טלפון פלאפון
        मोबाइल फोन फ़ोन नंबर
        手机 手機 手机号 手机号码 手機號碼 电话 電話 电话号码 携帯 携帯電話 携帯番号 電話番号 ケータイ
        휴대폰 핸드폰 전화 휴대전화 전화번호
        มือถือ โทร โทรศัพท์ เบอร์
        hp nohp telp telepon ponsel nomor sđt đt simu
        """)

    private static let objections = words(
        """
        no not none never nein nicht non nei nej kein keine keiner aucun aucune ninguno ninguna
        nessuno nenhum não nao niet geen nie ikke inte ei нет не لا אין 否 不
        wrong falsch falsche faux fausse equivocado sbagliato errado verkeerd fel invalid ungültig
        incorrect disconnected dead inactive closed unknown bad
        stop dnc dnd don't dont don’t optout optedout unsubscribe unsubscribed refused declined
        deceased died verstorben décédé fallecido falecido overleden avliden
        old former formerly previous previously expired ex alt alte alter altes ancien ancienne
        vieux antiguo antigua viejo vieja anterior antigo antiga vecchio vecchia oud oude gammel
        gammal gammalt stary stara eski vanha старый старая παλιό 旧 舊 قديم
        fax faxnummer faxnr telefax facsimile télécopie telecopie fx faks факс φαξ فاكس פקס 传真 傳真
        ファックス ファクス 팩스 แฟกซ์
        landline landlines fixe fixed festnetz festnetznummer festnetztelefon fijo fisso fixo vast
        vaste fasttelefon fastnett fastnet hemtelefon lankapuhelin stacjonarny stacjonarna
        stacjonarne pevná sabit σταθερό стационарный городской ثابت 固定 固定電話 固话 座机 座機 市话
        switchboard pager beeper zentrale centralita standard
        """)

    private static let refusals = words(
        """
        stop dnc dnd don't dont don’t never optout optedout opt opted unsubscribe unsubscribed
        refused declined deceased died verstorben décédé fallecido falecido overleden avliden
        """)

    private static let negations = words(
        """
        no not nein nicht non nei nej kein keine aucun ninguno nessuno nenhum não nao niet geen nie
        ikke inte ei нет не
        """)

    private static let contacts = words(
        """
        text texts texting sms call calls calling contact message messages msg disturb whatsapp
        anrufen kontaktieren schreiben appeler contacter llamar contactar chiamare contattare ligar
        bellen dzwonić
        """)

    private static let extensions = words(
        """
        ext extn extension extensión extensió extensio extensao extensão extno xt xtn int interno
        interne anexo ramal poste durchwahl dw nebenstelle nst klappe kl toestel tst anknytning ankn
        wewn wew wewnętrzny dahili доб добавочный вн linka mellék 分机 分機 内线 內線 内線
        """)
}
