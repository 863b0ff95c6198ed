// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SMSText

@Suite struct WordingTests {
    @Test(arguments: [
        "Reply STOP to opt out.", "reply stop", "Txt STOP to 12345", "Hi. Stop to end", "STOPtoEND",
        "To opt-out: x.example/u",
        "Opt out: STOP", "unsubscribe: https://x.example", "Sale! STOP 2 quit", "REPLY STOP TO END",
        "Text “STOP” to 80888",
        "Offre. STOP au 36111", "Envoyez ARRET au 36111",
        "Pour vous désabonner : https://x.example",
        "Abmelden mit STOPP", "Zum Abmelden antworten Sie mit NEIN", "Envía BAJA al 5555",
        "Para darse de baja responde BAJA",
        "Para cancelar responda SAIR", "Rispondi STOP", "Svara STOPP", "Ответьте СТОП",
        "Чтобы отписаться, x.example",
        "回复TD退订", "配信停止はこちら", "무료수신거부 080-1234-5678", "Reply END to leave", "Reply with 'CANCEL'",
    ])
    func `wording to opt out is found in many languages`(text: String) {
        #expect(OptOutWording.find(in: text) != nil)
    }

    @Test(arguments: [
        "", "Stop by our store on Friday", "Text us and stop by", "STOP BY TODAY",
        "We stop at nothing",
        "The end of the sale",
        "Send us a text at the end of May", "Don't adopt outdoor cats",
        "BIG SALE TODAY DO NOT STOP",
        "La temporada baja empieza",
        "Your bus stop moved", "Cancel anytime", "Reply YES", "予約の確認", "Stopp die Preise",
    ])
    func `an ordinary word is no wording to opt out`(text: String) {
        #expect(OptOutWording.find(in: text) == nil)
    }

    @Test(arguments: [
        ("See https://bit.ly/3xY", "bit.ly"), ("see BIT.LY/3xY", "bit.ly"),
        ("www.tinyurl.com/a", "tinyurl.com"),
        ("(t.co/a)", "t.co"), ("a.example/x and rb.gy/z", "rb.gy"),
    ])
    func `a link of a shared shortener is found`(text: String, host: String) {
        #expect(LinkShortener.host(in: text) == host)
    }

    @Test(arguments: [
        "", "no link", "https://harbour.example/may", "notbit.ly/x", "bit.ly.example/x", "a/b",
        "bit.ly is a service",
        "at.co/x", "////", "…/t.co",
    ])
    func `other links are left alone`(text: String) {
        #expect(LinkShortener.host(in: text) == nil)
    }

    @Test(arguments: [
        ("BIG SALE TODAY AND TOMORROW", true), ("БОЛЬШАЯ РАСПРОДАЖА СЕГОДНЯ", true),
        ("BIG SALE", false),
        ("Big sale today and tomorrow", false), ("12345678901234567890 !!!!!!!!!!!", false),
        ("予約の確認予約の確認予約の確認予約の確認", false), ("SALE TODAY, reply stop to opt out", false),
        ("OUR SALE ENDS TODAY, dear", true),
    ])
    func `a text that shouts is told from one with a few capitals`(text: String, shouts: Bool) {
        #expect(CapitalLetters.prevail(in: text) == shouts)
    }

    @Test(arguments: [
        ("Harbour Dental", "harbour dental: see you", true),
        ("Harbour Dental", "HARBOUR DENTAL", true),
        ("Harbour Dental", "Harbour", false), ("Café Noé", "Cafe\u{301} Noé grüßt", true),
        ("", "x", true),
        ("x", "", false),
    ])
    func `a sender's name is found however it is written`(
        name: String,
        text: String,
        isThere: Bool
    ) {
        #expect(SenderWording(name: name).isIn(text) == isThere)
    }
}
