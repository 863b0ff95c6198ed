// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What the name of a column says of the phone numbers under it, in one of several languages.
///
/// A name is taken apart into known words, however they are joined: `Mobile Phone Number`,
/// `Handy-Nr.`, `Número de teléfono`, `Phone 1 - Value`. One unknown word makes it no name of a
/// phone column: `Emergency phone`, `Mobile plan`.
enum PhoneHeader {
    /// Whose numbers they are.
    enum Kind: Sendable, Hashable {
        case mobile
        /// Anybody's, which may be landlines.
        case phone
        /// Those at home or at work.
        case fixed
        /// Numbers, perhaps of phones.
        case number
    }

    /// What a column's name says; nil for a name of something else, of a second phone for example.
    static func kind(of name: String) -> Kind? {
        let letters = Array(plain(name))
        guard !letters.isEmpty, letters.count <= longest else { return nil }
        guard let found = words(in: letters[...]) else { return nil }
        let roles = Set(found.compactMap { vocabulary[$0] })
        if roles.contains(.mobile) { return .mobile }
        if roles.contains(.phone) { return roles.contains(.place) ? .fixed : .phone }
        return found.count == 1 && numberWords.contains(found[0]) ? .number : nil
    }

    /// Whether a name speaks of numbers that are no recipients': senders', fax machines'.
    static func isOthers(_ name: String) -> Bool {
        let letters = plain(name)
        return letters.hasPrefix("from") || letters.contains("sender") || letters.contains("fax")
    }

    /// A name in small letters without accents, and nothing but letters and digits.
    static func plain(_ name: String) -> String {
        let folded = name.folding(
            options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
        return String(folded.lowercased().map { spelled[$0] ?? $0 }.filter(\.isLetterOrDigit))
    }

    /// No name of a phone column is longer.
    private static let longest = 60

    /// Letters that folding leaves as they are.
    private static let spelled: [Character: Character] = [
        "ł": "l", "ø": "o", "º": "o", "ı": "i",
    ]

    /// The known words that letters are made of, the longest first; nil where there is a rest.
    private static func words(in letters: ArraySlice<Character>) -> [String]? {
        if letters.isEmpty { return [] }
        for length in stride(from: min(letters.count, longestWord), to: 0, by: -1) {
            let word = String(letters.prefix(length))
            guard vocabulary[word] != nil, let rest = words(in: letters.dropFirst(length)) else {
                continue
            }
            return [word] + rest
        }
        return nil
    }

    // MARK: - The words

    private enum Role { case mobile, phone, place, filler }

    private static let vocabulary: [String: Role] = {
        var words: [String: Role] = [:]
        for (role, text) in [
            (Role.mobile, mobile), (.phone, phone), (.place, place), (.filler, filler),
        ] {
            for word in text.split(separator: " ") { words[String(word)] = role }
        }
        for word in numberWords { words[word] = .filler }
        return words
    }()

    private static let longestWord = vocabulary.keys.map(\.count).max() ?? 0

    // English, German, French, Spanish, Portuguese, Italian, Dutch, Polish and the Nordic ones.
    private static let mobile =
        "mobile mobiles mob cell cellphone cellular smartphone msisdn sms whatsapp gsm "
        + "handy mobil mobilfunk mobilfunknummer mobiltelefon mobilnummer natel portable "
        + "movil celular telemovel telemoveis cellulare mobiel mobieltje mobiele "
        + "komorka komorkowy komorkowa komorkowego kom matkapuhelin"

    private static let phone =
        "phone phones ph telephone telephonique tel telefon telefonnummer rufnummer telefono "
        + "telefone telefoon telefonico telefonu telefoniczny tlf puhelin fone fon "
        + "contactnumber contactno contactnr contactphone kontaktnummer"

    private static let place =
        "office work business home house landline direct desk company switchboard "
        + "festnetz privat buro buero geschaftlich geschaeftlich dienstlich arbeit firma "
        + "fixe domicile bureau travail maison professionnel pro fijo casa trabajo oficina "
        + "fixo residencial comercial trabalho fisso ufficio lavoro "
        + "vast vaste werk thuis kantoor prive stacjonarny domowy sluzbowy praca"

    private static let filler =
        "no nr num n 1 first value primary main preferred default principal my your the "
        + "de du di del do da dos e164 customer client patient guest member contact recipient "
        + "student user person personal kunde kunden kundin cliente klient patienten"

    /// Words that alone may stand above anything that is counted.
    private static let numberWords: Set<String> = [
        "number", "nummer", "numero", "numer", "numeros",
    ]
}

extension Character {
    fileprivate var isLetterOrDigit: Bool { isLetter || isNumber }
}
