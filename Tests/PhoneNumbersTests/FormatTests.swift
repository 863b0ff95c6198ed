// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Testing

@Suite struct FormatTests {
    private let plan = NumberingPlan.bundled

    @Test func `All numbers are written as libphonenumber writes them`() throws {
        let vectors = try FormatVector.all()
        #expect(vectors.count >= 10_000)
        for vector in vectors {
            let number = try #require(PhoneNumber(e164: vector.number))
            let parsed = ParsedNumber(number: number, phoneExtension: vector.phoneExtension)
            #expect(plan.format(parsed, as: .national) == vector.national, "\(vector)")
            #expect(plan.format(parsed, as: .international) == vector.international, "\(vector)")
            #expect(plan.format(parsed, as: .rfc3966) == vector.link, "\(vector)")
        }
    }

    /// Readable examples of each rule; the vectors test the rules themselves.
    @Test(
        arguments: [
            ("+12025550123", "(202) 555-0123", "+1 202-555-0123", "tel:+1-202-555-0123"),
            ("+442079460958", "020 7946 0958", "+44 20 7946 0958", "tel:+44-20-7946-0958"),
            ("+5491123456789", "011 15-2345-6789", "+54 9 11 2345-6789", "tel:+54-9-11-2345-6789"),
            ("+390236618300", "02 3661 8300", "+39 02 3661 8300", "tel:+39-02-3661-8300"),
            ("+78005553535", "8 (800) 555-35-35", "+7 800 555-35-35", "tel:+7-800-555-35-35"),
            ("+80012345678", "1234 5678", "+800 1234 5678", "tel:+800-1234-5678"),
            ("+12025550", "202-5550", "+1 2025550", "tel:+1-2025550"),
            ("+6512345", "12345", "+65 12345", "tel:+65-12345"),
        ]
    )
    func `National, international and as a link`(
        text: String,
        national: String,
        international: String,
        link: String
    ) throws {
        let number = try #require(PhoneNumber(e164: text))
        #expect(plan.format(number, as: .national) == national)
        #expect(plan.format(number, as: .international) == international)
        #expect(plan.format(number, as: .rfc3966) == link)
        #expect(plan.format(number, as: .e164) == text)
    }

    @Test(arguments: [
        ("+442079460958", "020 7946 0958 x12"), ("+12025550123", "(202) 555-0123 ext. 12"),
        ("+5111234567", "(01) 1234567 Anexo 12"), ("+541123456789", "011 2345-6789 ext. 12"),
    ])
    func `An extension stands behind the number as its country writes it`(
        text: String,
        national: String
    ) throws {
        let number = try #require(PhoneNumber(e164: text))
        #expect(plan.format(number, as: .national, phoneExtension: "12") == national)
        #expect(plan.format(number, as: .rfc3966, phoneExtension: "12").hasSuffix(";ext=12"))
        #expect(plan.format(number, as: .e164, phoneExtension: "12") == text)
    }

    @Test func `An empty extension is none`() throws {
        let number = try #require(PhoneNumber(e164: "+12025550123"))
        for format in NumberFormat.allCases {
            #expect(
                plan.format(number, as: format, phoneExtension: "")
                    == plan.format(number, as: format)
            )
        }
    }

    @Test func `What is written is read as its E.164 text is`() throws {
        for vector in try FormatVector.all() where vector.phoneExtension.isEmpty {
            guard let number = try? plan.parse(vector.number, defaultRegion: nil) else { continue }
            #expect(try plan.parse(vector.international, defaultRegion: nil) == number)
            #expect(try plan.parse(vector.link, defaultRegion: nil) == number)
        }
    }
}
