// SPDX-License-Identifier: Apache-2.0

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
