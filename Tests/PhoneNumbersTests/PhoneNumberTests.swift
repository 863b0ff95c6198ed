// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Testing

@Suite struct PhoneNumberTests {
    @Test(arguments: [
        ("+12025550123", 1, 2_025_550_123, 0),
        ("+390236618300", 39, 236_618_300, 1),
        ("+39000", 39, 0, 2),
        ("+80012345678", 800, 12_345_678, 0),
        ("+4912345678901234567", 49, 12_345_678_901_234_567, 0),
        ("+3780549886377", 378, 549_886_377, 1),
    ])
    func `E.164 is taken apart and put together again`(
        text: String,
        code: Int,
        national: Int,
        zeros: Int
    ) throws {
        let number = try #require(PhoneNumber(e164: text))
        #expect(Int(number.countryCode) == code)
        #expect(Int(number.nationalNumber) == national)
        #expect(Int(number.leadingZeros) == zeros)
        #expect(number.e164 == text)
        #expect("\(number)" == text)
    }

    @Test(arguments: [
        "", "+", "12025550123", "+1", "+12", "+1 2025550123", "+2100000000", "+0441234567",
        "+12025550123x",
        "+999123456", "++12025550123",
        "+491234567890123456789", "+\u{FF11}2025550123", "+123456789012345678901234567890123456",
    ])
    func `What is not strictly E.164 is refused`(text: String) {
        #expect(PhoneNumber(e164: text) == nil)
    }

    @Test func `Leading zeros make another number`() {
        let numbers = ["+39236618300", "+390236618300", "+3900236618300"].compactMap {
            PhoneNumber(e164: $0)
        }
        #expect(Set(numbers).count == 3)
        #expect(Set(numbers.map(\.nationalNumber)).count == 1)
    }

    @Test func `A number takes sixteen bytes`() {
        #expect(MemoryLayout<PhoneNumber>.size == 16)
    }
}
