// SPDX-License-Identifier: Apache-2.0

/// Finds out whether a text tells its reader how to get no more messages.
///
/// “Reply STOP to opt out” does, in many languages; “Stop by our store” does not.
package enum OptOutWording {
    /// How far before a keyword the word that asks for an answer may stand.
    private static let reach = 4

    /// The part of a message that says it; nil where none does.
    package static func find(in text: String) -> Range<String.Index>? {
        let words = TextWord.words(of: text)
        for last in words.indices {
            guard let first = beginning(of: last, in: words) else { continue }
            return words[first].text.startIndex..<words[last].text.endIndex
        }
        return unspacedWording(in: text)
    }

    /// Where the wording begins that ends with a word, or with the words that follow it.
    private static func beginning(of index: Int, in words: [TextWord]) -> Int? {
        let word = words[index].small
        if OptOutVocabulary.plain.contains(word) { return index }
        if index > 0, OptOutVocabulary.pairs.contains(words[index - 1].small + " " + word) {
            return index - 1
        }
        guard OptOutVocabulary.keywords.contains(word), !isOrdinary(index, in: words) else {
            return nil
        }
        guard words[index].isCapitals || OptOutVocabulary.loud.contains(word) else { return nil }
        if let start = asking(before: index, in: words) { return start }
        if isExplained(index, in: words) { return index }
        return standsOut(index, in: words)
    }

    /// “stop by”, “stop in”: a visit.
    private static func isOrdinary(_ index: Int, in words: [TextWord]) -> Bool {
        guard words.indices.contains(index + 1) else { return false }
        return ["by", "in", "at"].contains(words[index + 1].small)
    }

    /// “Reply with STOP”: the word that asks for the answer.
    private static func asking(before index: Int, in words: [TextWord]) -> Int? {
        (max(0, index - reach)..<index).last { OptOutVocabulary.asking.contains(words[$0].small) }
    }

    /// “Stop to end”, “stop 2 quit”.
    private static func isExplained(_ index: Int, in words: [TextWord]) -> Bool {
        guard words.indices.contains(index + 2), ["to", "2"].contains(words[index + 1].small) else {
            return false
        }
        return ["end", "quit", "opt", "stop", "cancel"].contains(words[index + 2].small)
    }

    /// A STOP in capitals among words that are not: where its neighbours begin.
    private static func standsOut(_ index: Int, in words: [TextWord]) -> Int? {
        guard OptOutVocabulary.loud.contains(words[index].small), words[index].isCapitals else {
            return nil
        }
        if index > 0, words[index - 1].hasSmallLetters { return index - 1 }
        return words.indices.contains(index + 1) && words[index + 1].hasSmallLetters ? index : nil
    }

    /// Wording in scripts that put no spaces between words, or endings on them.
    private static func unspacedWording(in text: String) -> Range<String.Index>? {
        guard text.unicodeScalars.contains(where: { $0.value >= 0x0400 }) else { return nil }
        for phrase in OptOutVocabulary.unspaced {
            if let range = text.firstRange(of: phrase) { return range }
        }
        return nil
    }
}

/// The words by which messages offer to opt out, in small letters.
///
/// The English keywords are those of 47 CFR 64.1200(a)(10), of the CTIA's Messaging Principles and
/// of the providers; the others are what is usual in a language.
enum OptOutVocabulary {
    /// Words that say it wherever they stand.
    static let plain: Set<String> = [
        "unsubscribe", "unsub", "optout", "stopall", "stop2end", "stop2quit", "stoptoend",
        "abmelden", "abmeldung", "abbestellen", "abbestellung", "austragen", "désabonner",
        "desabonner", "désabonnement", "désabonnez", "désinscrire", "desinscrire", "désinscription",
        "désinscrivez", "desuscribirse", "desuscribirte", "desuscribir", "desinscribirse",
        "disiscriverti", "disiscrizione", "disiscriversi", "disiscriviti", "descadastrar",
        "descadastre", "descadastramento", "afmelden", "uitschrijven", "avregistrera",
        "avregistrering", "avprenumerera", "afmeld", "frameld", "avmeld", "wypisać", "wypisz",
        "rezygnacja", "odhlásit", "odhlásiť", "leiratkozás", "leiratkozáshoz", "dezabonare",
        "отписаться", "отписка", "відписатися", "відписка", "διαγραφή", "απεγγραφή",
    ]

    /// Two words that say it together.
    static let pairs: Set<String> = [
        "opt out", "opting out", "opts out", "stop all", "de baja", "darme baja", "meld av",
        "cancelar suscripción", "cancelar inscrição", "annulla iscrizione",
        "avsluta prenumerationen",
    ]

    /// Words that somebody may be asked to answer; but for the ``loud`` ones, in capitals.
    static let keywords: Set<String> = [
        "stop", "stopp", "end", "quit", "cancel", "revoke", "remove", "arret", "arrêt", "td",
        "alto", "baja", "salir", "sair", "parar", "fin", "ret", "iptal", "peruuta", "slut",
        "avsluta", "avslutt", "стоп",
    ]

    /// Keywords that say it in capitals even where nobody is asked to answer.
    static let loud: Set<String> = ["stop", "stopp", "arret", "arrêt", "стоп"]

    /// Words that ask for an answer.
    static let asking: Set<String> = [
        "reply", "replying", "respond", "text", "txt", "texting", "send", "sms", "answer", "msg",
        "antworte", "antworten", "antwort", "sende", "senden", "schreib", "schreibe", "schreiben",
        "simse", "répondez", "repondez", "répondre", "repondre", "réponds", "envoyez", "envoyer",
        "envoie", "responde", "responda", "responder", "respondiendo", "envía", "envia", "envíe",
        "envie", "enviar", "manda", "rispondi", "rispondere", "risponda", "invia", "inviare",
        "invii", "antwoord", "stuur", "svara", "svar", "skriv", "skicka", "odpisz", "wyślij",
        "vastaa", "lähetä", "odpovězte", "pošlete", "válaszoljon", "küldje", "răspundeți",
        "trimite", "yaz", "yazıp", "gönder", "ответьте", "отправьте", "відповідь", "надішліть",
    ]

    /// Wording of scripts without spaces, and of those whose words have many endings.
    static let unspaced = [
        "退订", "退訂", "取消订阅", "取消訂閱", "配信停止", "登録解除", "수신거부", "الغاء الاشتراك", "إلغاء الاشتراك",
        "להסרה", "הסר", "отпис", "ยกเลิก",
    ]
}

/// A word of a text: letters and digits without a break.
struct TextWord {
    let text: Substring
    let small: String

    /// Whether the word has letters, all of them capitals.
    var isCapitals: Bool { small != text && text.uppercased() == text }

    var hasSmallLetters: Bool { text.uppercased() != text }

    static func words(of text: String) -> [TextWord] {
        text.unicodeScalars.split { !isPart($0) }.map { part in
            let word = Substring(part)
            return TextWord(text: word, small: word.lowercased())
        }
    }

    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x80 else {
            return switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9": true
            default: false
            }
        }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
