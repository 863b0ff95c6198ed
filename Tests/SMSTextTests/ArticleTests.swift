// SPDX-License-Identifier: Apache-2.0

import Foundation
import SMSText
import Testing

/// The code of the catalogue's pages.
///
/// What stands between `// Sample` and `// End` is a block of code on a page; the page has
/// `a  // b` for `#expect(a == b)`.
@Suite struct ArticleTests {
    @Test func `a template is rendered for the rows of a list`() throws {
        // Sample
        let text = "Hi {{first_name | title | default: there}}, see you on {{appointment}}."
        let template = try Template(parsing: text)
        let message = try template.bound(to: ["Phone", "First Name", "Appointment"])

        let row = ["+12015550123", "ana", "Monday"]
        #expect(message.render { row[$0] } == .text("Hi Ana, see you on Monday."))
        // End
    }

    @Test func `a recipient without a value gets no message`() throws {
        // Sample
        let message = try Template(parsing: "See you on {{day}}.").bound(to: ["Name", "Day"])
        let rows = [["Ana", "Monday"], ["Ben", " "]]
        let renderings = rows.map { row in message.render { row[$0] } }

        #expect(renderings.compactMap(\.message) == ["See you on Monday."])
        #expect(renderings[1] == .missingValue(column: "Day"))
        // End
    }

    @Test func `a mistake is found before the first message is made`() {
        // Sample
        func mistake(in text: String) -> TemplateError? {
            do throws(TemplateError) {
                _ = try Template(parsing: text)
                return nil
            } catch {
                return error
            }
        }

        #expect(mistake(in: "{{name | upper}}!") == nil)
        #expect(mistake(in: "{{name | uper}}!")?.kind == .unknownFilter("uper", nearest: "upper"))

        let open = mistake(in: "Hi {{name!")
        #expect(open?.kind == .unclosedPlaceholder)
        #expect(open?.description == "line 1, column 4: {{ is never closed; write {{column}}")
        // End
    }

    @Test func `one character can double the number of segments`() {
        // Sample
        let plain = "Hi Ana, it is time for your check-up. Reply YES and we will call you back."
        #expect(SegmentCount(of: plain).encoding == .gsm7)
        #expect(SegmentCount(of: plain).units == 74)
        #expect(SegmentCount(of: plain).segments == 1)

        let typographic = plain.replacing("it is", with: "it’s")
        #expect(SegmentCount(of: typographic).encoding == .ucs2)
        #expect(SegmentCount(of: typographic).segments == 2)
        #expect(SegmentCount.charactersOutsideGSM7(in: typographic) == ["’"])
        // End
    }

    @Test func `smart encoding spares segments`() {
        // Sample
        let text = "Hi Ana, it’s time for your check-up. Reply YES and we will call you back."
        #expect(SmartEncoding.saving(in: text, of: SegmentCount(of: text))?.segments == 1)
        #expect(SegmentCount(of: SmartEncoding.encoded(text)).segments == 1)

        #expect(SmartEncoding.encoded("It’s late – hurry") == "It's late - hurry")
        #expect(SmartEncoding.encoded("It’s late 😀") == "It’s late 😀")
        // End
    }

    @Test func `a template goes to JSON and back`() throws {
        // Sample
        let template = try Template(parsing: "Hi {{name}}!\n")
        let json = try JSONEncoder().encode(["spring": template])
        #expect(String(decoding: json, as: UTF8.self) == #"{"spring":"Hi {{name}}!"}"#)
        #expect(try JSONDecoder().decode([String: Template].self, from: json)["spring"] == template)

        #expect(Template("Hi {{name") == nil)
        #expect(TextEncoding("UCS-2") == .ucs2)
        // End
    }

    @Test func `the code of the pages is the code above`() throws {
        let tests = URL(filePath: #filePath)
        let catalogue = tests.appending(path: "../../../Sources/SMSText/SMSText.docc").standardized
        let pages = try FileManager.default.contentsOfDirectory(atPath: catalogue.path).sorted()
            .filter { $0.hasSuffix(".md") }
            .map { try String(contentsOf: catalogue.appending(path: $0), encoding: .utf8) }
        let blocks = pages.flatMap { Self.blocks(of: $0, from: "```swift", to: "```") }
        let samples = Self.blocks(
            of: try String(contentsOf: tests, encoding: .utf8),
            from: "        // Sample",
            to: "        // End"
        )
        #expect(blocks.count == samples.count && !samples.isEmpty)
        for (block, sample) in zip(blocks, samples) {
            #expect(block == sample.map(Self.asOnPage))
        }
    }

    /// The lines between each line that opens a block and the next that closes it.
    private static func blocks(
        of text: String,
        from opening: String,
        to closing: String
    ) -> [[String]] {
        var blocks: [[String]] = []
        var isInside = false
        for line in text.components(separatedBy: "\n") {
            switch line {
            case opening where !isInside:
                isInside = true
                blocks.append([])
            case closing: isInside = false
            default: if isInside { blocks[blocks.count - 1].append(line) }
            }
        }
        return blocks
    }

    /// A line of a sample without a test's indentation, and with a value for an expectation.
    private static func asOnPage(_ line: String) -> String {
        let line = line.replacing(/^ {8}/, with: "")
        guard let match = line.wholeMatch(of: /#expect\((.+?) == (.+)\)/) else { return line }
        return "\(match.1)  // \(match.2)"
    }
}
