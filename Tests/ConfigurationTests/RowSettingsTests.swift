// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Configuration

/// What a configuration says of the cells of a list: who agreed, and what counts as empty.
@Suite struct RowSettingsTests {
    private func read(_ text: String) throws(ConfigurationError) -> Settings {
        try Settings(
            parsing: Array(text.utf8), file: "config.json", directory: "/srv", environment: [:])
    }

    @Test func `a consent column and empty words are read`() throws {
        let settings = try read(
            """
            { provider: 'sandbox', message: { emptyWords: ['N/A', 'NULL'] },
              columns: { consent: { column: 'SMS OK', textIf: ['yes', '1', ''] } } }
            """)
        #expect(
            settings.columns.consent == ConsentSettings(column: "SMS OK", textIf: ["yes", "1", ""]))
        #expect(settings.message.emptyWords == ["N/A", "NULL"])
        let absent = try read("{ provider: 'sandbox' }")
        #expect(absent.columns.consent == nil && absent.message.emptyWords.isEmpty)
    }

    @Test(arguments: [
        (
            "{ provider: 'sandbox', message: { emptyWords: ['N/A', ' '] } }",
            "config.json:1: message.emptyWords: the word is empty"
        ),
        (
            "{ provider: 'sandbox', message: { emptyWords: 'N/A' } }",
            "config.json:1: message.emptyWords: a list is expected, not text"
        ),
        (
            "{ provider: 'sandbox', columns: { consent: { column: 'x' } } }",
            "config.json:1: columns.consent.textIf: no value means yes, so nobody would be texted"
        ),
        (
            "{ provider: 'sandbox', columns: { consent: { textIf: ['1'] } } }",
            "config.json:1: columns.consent.column: the column's header is missing"
        ),
        (
            "{ provider: 'sandbox', columns: { consent: { column: 'x', textIf: [1] } } }",
            "config.json:1: columns.consent.textIf: a value in quotes is expected, not a number"
        ),
        (
            "{ provider: 'sandbox', columns: { consent: { column: 'x', textif: ['1'] } } }",
            "config.json:1: columns.consent.textif: unknown key; did you mean \"textIf\"?"
        ),
        (
            "{ provider: 'sandbox', columns: { consent: 'x' } }",
            "config.json:1: columns.consent: an object is expected, not text"
        ),
    ])
    func `a mistake is named with its key`(text: String, words: String) {
        let error = #expect(throws: ConfigurationError.self) { try read(text) }
        #expect(error?.description.hasPrefix(words) == true, "\(String(describing: error))")
    }
}
