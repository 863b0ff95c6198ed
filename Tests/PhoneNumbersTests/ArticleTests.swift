// SPDX-License-Identifier: Apache-2.0

import Foundation
import PhoneNumbers
import Testing

/// The code of the catalogue's pages and of `docs/phone-numbers.md`.
///
/// What stands between `// Sample` and `// End` is a block of code on a page; the page has
/// `a  // b` for `#expect(a == b)`.
@Suite struct ArticleTests {
    @Test func `A number is read as people write it`() throws {
        // Sample
        let plan = NumberingPlan.bundled
        let london = try plan.parse("Tel: (020) 7946 0958 ext. 12", defaultRegion: Region("GB"))
        #expect(london.number.e164 == "+442079460958")
        #expect(london.phoneExtension == "12")

        let vanity = try plan.parse("1-800-FLOWERS", defaultRegion: Region("US"))
        #expect(vanity.number.e164 == "+18003569377")

        let abroad = try plan.parse("0044 20 7946 0958", defaultRegion: Region("DE"))
        #expect(abroad.number == london.number)
        // End
    }

    @Test func `What is no number is refused with a reason`() {
        // Sample
        func failure(_ text: String) -> ParseFailure? {
            do throws(ParseFailure) {
                _ = try NumberingPlan.bundled.parse(text, defaultRegion: nil)
                return nil
            } catch {
                return error
            }
        }

        #expect(failure("+1 202 555 0123") == nil)
        #expect(failure("202 555 0123") == .invalidCountryCode)
        #expect(failure("call me")?.description == "This is not a phone number.")
        // End
    }

    @Test func `A number that cannot exist has a problem`() throws {
        // Sample
        let plan = NumberingPlan.bundled
        let short = try plan.parse("+1 202 555 01", defaultRegion: nil).number
        #expect(plan.isValid(short) == false)

        let problem = plan.problem(with: short)
        #expect(problem?.kind == .tooShort)
        #expect(problem?.possibleDigitCounts == [10])
        #expect(problem?.description == "Too short: +1 is followed by 10 digits, here by 8.")
        // End
    }

    @Test func `A number that is not valid has no line type`() throws {
        // Sample
        let plan = NumberingPlan.bundled
        let texts = ["+44 20 7946 0958", "+44 7400 123456", "+1 202 555 0123", "+44 20 79"]
        let numbers = try texts.map { try plan.parse($0, defaultRegion: nil).number }

        #expect(numbers.map(plan.lineType(of:)) == [.fixedLine, .mobile, .fixedLineOrMobile, nil])
        #expect(plan.classify(numbers[0]).region == Region("GB"))
        // End
    }

    @Test func `A caution stands where the plan misleads`() throws {
        // Sample
        let plan = NumberingPlan.bundled
        let number = try plan.parse("+54 11 2345 6789", defaultRegion: nil).number
        let facts = plan.facts(about: number)

        #expect(facts.evidence == "AR fixed-line range")
        #expect(facts.timeZones == ["America/Buenos_Aires"])
        #expect(facts.caution == .argentineMobileWithoutNine)
        // End
    }

    @Test func `A number is written in four forms`() throws {
        // Sample
        let plan = NumberingPlan.bundled
        let parsed = try plan.parse("+442079460958;ext=12", defaultRegion: nil)

        #expect(plan.format(parsed, as: .international) == "+44 20 7946 0958 x12")
        #expect(plan.format(parsed, as: .national) == "020 7946 0958 x12")
        #expect(plan.format(parsed, as: .rfc3966) == "tel:+44-20-7946-0958;ext=12")
        #expect(plan.format(parsed, as: .e164) == "+442079460958")
        // End
    }

    @Test func `A number is kept as its text`() throws {
        // Sample
        let number = try #require(PhoneNumber("+442079460958"))
        let json = try JSONEncoder().encode(["office": number])

        #expect(String(decoding: json, as: UTF8.self) == #"{"office":"+442079460958"}"#)
        let copy = try JSONDecoder().decode([String: PhoneNumber].self, from: json)
        #expect(copy == ["office": number])

        #expect(PhoneNumber("020 7946 0958") == nil)
        #expect(LineType("fixed_line") == .fixedLine)
        // End
    }

    @Test func `Regions are listed with their country codes`() throws {
        // Sample
        let plan = NumberingPlan.bundled
        #expect(plan.regions.count == 245)
        #expect(plan.regions.prefix(3).map(\.description) == ["AC", "AD", "AE"])

        let jersey = try #require(Region("JE"))
        #expect(plan.countryCode(of: jersey) == 44)
        #expect(plan.regions(sharing: 44).map(\.rawValue) == ["GB", "GG", "IM", "JE"])
        // End
    }

    @Test func `The code of the pages is the code above`() throws {
        let tests = URL(filePath: #filePath)
        let root = tests.appending(path: "../../..").standardized
        let catalogue = root.appending(path: "Sources/PhoneNumbers/PhoneNumbers.docc")
        let names = try FileManager.default.contentsOfDirectory(atPath: catalogue.path).sorted()
        let samples = try Self.blocks(of: tests, from: "        // Sample", to: "        // End")
            .map { $0.map(Self.asOnPage) }
        let onPages = try names.flatMap { try Self.code(of: catalogue.appending(path: $0)) }
        #expect(onPages == samples)
        let inDocument = try Self.code(of: root.appending(path: "docs/phone-numbers.md"))
        #expect(!inDocument.isEmpty && inDocument.allSatisfy(samples.contains))
    }

    private static func code(of page: URL) throws -> [[String]] {
        try blocks(of: page, from: "```swift", to: "```")
    }

    /// The lines between each line that opens a block and the next that closes it.
    private static func blocks(
        of file: URL,
        from opening: String,
        to closing: String
    ) throws -> [[String]] {
        var blocks: [[String]] = []
        var isInside = false
        for line in try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n") {
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
