// SPDX-License-Identifier: Apache-2.0

/// The words by which messages offer to opt out, in small letters.
///
/// The English keywords are those of 47 CFR 64.1200(a)(10), of the CTIA's Messaging Principles and of the providers; the others are
/// what is usual in a language.
enum OptOutVocabulary {
    /// Words that say it wherever they stand.
    static let plain: Set<String> = [
        "unsubscribe", "unsub", "optout", "stopall", "stop2end", "stop2quit", "stoptoend",
        "abmelden", "abmeldung", "abbestellen", "abbestellung", "austragen",
        "désabonner", "desabonner", "désabonnement", "désabonnez", "désinscrire", "desinscrire", "désinscription",
        "désinscrivez",
        "desuscribirse", "desuscribirte", "desuscribir", "desinscribirse",
        "disiscriverti", "disiscrizione", "disiscriversi", "disiscriviti",
        "descadastrar", "descadastre", "descadastramento",
        "afmelden", "uitschrijven", "avregistrera", "avregistrering", "avprenumerera", "afmeld", "frameld", "avmeld",
        "wypisać", "wypisz", "rezygnacja", "odhlásit", "odhlásiť", "leiratkozás", "leiratkozáshoz", "dezabonare",
        "отписаться", "отписка", "відписатися", "відписка", "διαγραφή", "απεγγραφή",
    ]

    /// Two words that say it together.
    static let pairs: Set<String> = [
        "opt out", "opting out", "opts out", "stop all", "de baja", "darme baja", "meld av", "cancelar suscripción",
        "cancelar inscrição", "annulla iscrizione", "avsluta prenumerationen",
    ]

    /// Words that somebody may be asked to answer; but for the ``loud`` ones, in capitals.
    static let keywords: Set<String> = [
        "stop", "stopp", "end", "quit", "cancel", "revoke", "remove", "arret", "arrêt", "td", "alto", "baja", "salir",
        "sair", "parar", "fin", "ret", "iptal", "peruuta", "slut", "avsluta", "avslutt", "стоп",
    ]

    /// Keywords that say it in capitals even where nobody is asked to answer.
    static let loud: Set<String> = ["stop", "stopp", "arret", "arrêt", "стоп"]

    /// Words that ask for an answer.
    static let asking: Set<String> = [
        "reply", "replying", "respond", "text", "txt", "texting", "send", "sms", "answer", "msg",
        "antworte", "antworten", "antwort", "sende", "senden", "schreib", "schreibe", "schreiben", "simse",
        "répondez", "repondez", "répondre", "repondre", "réponds", "envoyez", "envoyer", "envoie",
        "responde", "responda", "responder", "respondiendo", "envía", "envia", "envíe", "envie", "enviar", "manda",
        "rispondi", "rispondere", "risponda", "invia", "inviare", "invii",
        "antwoord", "stuur", "svara", "svar", "skriv", "skicka", "odpisz", "wyślij", "vastaa", "lähetä",
        "odpovězte", "pošlete", "válaszoljon", "küldje", "răspundeți", "trimite", "yaz", "yazıp", "gönder",
        "ответьте", "отправьте", "відповідь", "надішліть",
    ]

    /// Wording of scripts without spaces, and of those whose words have many endings.
    static let unspaced = [
        "退订", "退訂", "取消订阅", "取消訂閱", "配信停止", "登録解除", "수신거부", "الغاء الاشتراك", "إلغاء الاشتراك", "להסרה", "הסר",
        "отпис", "ยกเลิก",
    ]
}
