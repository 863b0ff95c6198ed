// SPDX-License-Identifier: Apache-2.0

import Basics
import Testing

@Suite struct SpellingTests {
    static let keys = [
        "provider", "from", "defaultRegion", "ledger", "columns", "lookup", "send", "retry",
    ]

    @Test(arguments: [
        ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("abc", "ABC", 0),
        ("abc", "acb", 1), ("ab", "ba", 1), ("abc", "abd", 1), ("abc", "abcd", 1),
        ("abcd", "abc", 1),
        ("kitten", "sitting", 3), ("ca", "abc", 3), ("phone", "pohne", 1), ("Ünal", "ünla", 1),
        ("é", "e\u{301}", 0),
    ])
    func `a distance counts letters added, left out, replaced and swapped`(
        first: String,
        second: String,
        changes: Int
    ) {
        #expect(Spelling.distance(first, second) == changes)
        #expect(Spelling.distance(second, first) == changes)
    }

    @Test(arguments: [
        ("provder", "provider"), ("form", "from"), ("DEFAULTREGION", "defaultRegion"),
        ("defualtRegion", "defaultRegion"),
        ("leger", "ledger"), ("colums", "columns"), ("sent", "send"), ("lookups", "lookup"),
        ("retyr", "retry"),
    ])
    func `a mistyped name is recognised`(word: String, meant: String) {
        #expect(Spelling.nearest(to: word, in: Self.keys) == meant)
    }

    @Test(arguments: ["", "x", "quietHours", "senders!", "zzzzzz", "fro m e r"])
    func `a word that is like none of them has no nearest name`(word: String) {
        #expect(Spelling.nearest(to: word, in: Self.keys) == nil)
    }

    @Test func `of two names equally near the first is given`() {
        #expect(Spelling.nearest(to: "nome", in: ["name", "home"]) == "name")
    }

    @Test func `a nearer name wins over an earlier one`() {
        #expect(
            Spelling.nearest(to: "first name", in: ["fist nam", "first_name", "first name"])
                == "first name"
        )
    }

    @Test func `a very long word is not compared`() {
        let long = String(repeating: "a", count: 5000)
        #expect(Spelling.nearest(to: long, in: [long]) == nil)
        #expect(Spelling.nearest(to: "abc", in: [long]) == nil)
    }

    @Test func `nothing known gives no name`() {
        #expect(Spelling.nearest(to: "anything", in: []) == nil)
    }
}
