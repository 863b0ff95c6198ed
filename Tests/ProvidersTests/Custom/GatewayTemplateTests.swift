// SPDX-License-Identifier: Apache-2.0

import Basics
import Providers
import Testing

@Suite struct GatewayTemplateTests {
    @Test(
        arguments: [
            ("", []), ("a $ { } }} b", [.literal("a $ { } }} b")]), ("{{to}}", [.placeholder(.to)]),
            (
                "a{{ to.digits }}${X}b",
                [.literal("a"), .placeholder(.toDigits), .variable("X"), .literal("b")]
            ),
            (
                "${A}${B}{{id}}{{id}}",
                [.variable("A"), .variable("B"), .placeholder(.id), .placeholder(.id)]
            ),
            ("{{{to}}", nil), ("${{{to}}}", [.variable("{{to"), .literal("}}")]),
        ] as [(String, [GatewayTemplate.Piece]?)]
    )
    func `a text is taken apart`(text: String, pieces: [GatewayTemplate.Piece]?) {
        #expect((try? GatewayTemplate(parsing: text))?.pieces == pieces)
    }

    @Test(
        arguments: [
            ("{{too}}", .unknownPlaceholder("too")), ("{{}}", .unknownPlaceholder("")),
            ("{{To}}", .unknownPlaceholder("To")),
            ("x {{to}", .openPlaceholder), ("{{", .openPlaceholder), ("${A", .openVariable),
            ("${}", .namelessVariable),
        ] as [(String, GatewayTemplateError)]
    )
    func `a mistake is named`(text: String, error: GatewayTemplateError) {
        #expect(throws: error) { try GatewayTemplate(parsing: text) }
        #expect(!error.description.isEmpty)
    }
}
