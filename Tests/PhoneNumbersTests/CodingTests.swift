// SPDX-License-Identifier: Apache-2.0

import Foundation
import PhoneNumbers
import Testing

/// Values as text and as JSON, there and back.
@Suite struct CodingTests {
    private func json(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    private func value<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(json.utf8))
    }

    @Test(arguments: ["+12025550123", "+390236618300", "+80012345678", "+4912345678901234567"])
    func `A number is its E.164 text`(text: String) throws {
        let number = try #require(PhoneNumber(text))
        #expect(PhoneNumber(number.description) == number)
        #expect(try json(number) == "\"\(text)\"")
        #expect(try value(PhoneNumber.self, "\"\(text)\"") == number)
    }

    @Test(arguments: [
        "\"\"", "\"2025550123\"", "\"+1 2025550123\"", "\"+2100000000\"", "1", "null",
    ])
    func `What is no E.164 text is no number in JSON either`(json: String) {
        #expect(throws: DecodingError.self) { try value(PhoneNumber.self, json) }
    }

    @Test func `The error names the text that is no number`() throws {
        let error = try #require(throws: DecodingError.self) {
            try value(PhoneNumber.self, "\"020 7946\"")
        }
        guard case .dataCorrupted(let context) = error else {
            Issue.record("another error: \(error)")
            return
        }
        #expect(context.debugDescription == "“020 7946” is no phone number in E.164 form.")
    }

    @Test func `A region is its code`() throws {
        let codes = NumberingPlan.bundled.regions + [.nonGeographic]
        for region in codes {
            #expect(Region(region.description) == region)
            #expect(try json(region) == "\"\(region.rawValue)\"")
            #expect(try value(Region.self, "\"\(region.rawValue)\"") == region)
        }
        #expect(try value(Region.self, "\"us\"").rawValue == "US")
    }

    @Test(arguments: ["\"\"", "\"USA\"", "\"U1\"", "1"])
    func `What is no code is no region in JSON either`(json: String) {
        #expect(throws: DecodingError.self) { try value(Region.self, json) }
    }

    @Test(arguments: LineType.allCases)
    func `A line type is its word`(type: LineType) throws {
        #expect(type.description == type.rawValue && LineType(type.description) == type)
        #expect(try json(type) == "\"\(type.rawValue)\"")
        #expect(try value(LineType.self, "\"\(type.rawValue)\"") == type)
    }

    @Test func `What is no word is no line type`() {
        #expect(LineType("fixedLine") == nil && LineType("") == nil && Region("USA") == nil)
        #expect(PhoneNumber("020 7946 0958") == nil)
        #expect(throws: DecodingError.self) { try value(LineType.self, "\"Mobile\"") }
    }

    @Test(arguments: [nil, "12"])
    func `A number with its extension comes back`(phoneExtension: String?) throws {
        let number = try #require(PhoneNumber("+12025550123"))
        let parsed = ParsedNumber(number: number, phoneExtension: phoneExtension)
        #expect(try value(ParsedNumber.self, json(parsed)) == parsed)
    }

    @Test func `Reasons come back from their words`() throws {
        for failure in ParseFailure.allCases {
            #expect(try value(ParseFailure.self, json(failure)) == failure)
        }
        for kind in NumberProblem.Kind.allCases {
            #expect(try value(NumberProblem.Kind.self, json(kind)) == kind)
        }
        for caution in Caution.allCases {
            #expect(try value(Caution.self, json(caution)) == caution)
        }
        for format in NumberFormat.allCases {
            #expect(try value(NumberFormat.self, json(format)) == format)
        }
    }

    @Test func `Values may be handed to other tasks`() async throws {
        let facts = NumberingPlan.bundled.facts(about: try #require(PhoneNumber("+12025550123")))
        let copy = await withTaskGroup(of: NumberFacts.self) { group in
            group.addTask { facts }
            return await group.next()
        }
        #expect(copy == facts)
        for type in Self.values { #expect(type is any Hashable.Type) }
    }

    /// Does not compile if one of them cannot be sent.
    private static let values: [any Sendable.Type] = [
        PhoneNumber.self, ParsedNumber.self, Region.self, LineType.self, Classification.self,
        NumberFacts.self, NumberProblem.self, ParseFailure.self, Caution.self, NumberFormat.self,
    ]
}
