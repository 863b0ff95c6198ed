// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import Testing

@Suite struct DecimalReadingTests {
    @Test(arguments: ["0", "-0.00750", "12", "007.5"])
    func `digits with a point are a price`(text: String) {
        #expect(Decimal(price: text) == Decimal(string: text))
        #expect(Decimal(price: text) != nil)
    }

    @Test(arguments: [
        "", "-", ".5", "5.", "1e5", "+1", "1,5", "1 ", "0x1", "NaN", "1.2.3", "٣",
        String(repeating: "1", count: 31),
    ])
    func `anything else is no price`(text: String) {
        #expect(Decimal(price: text) == nil)
    }

    @Test func `a point is read whatever follows the number`() {
        #expect(Decimal(posix: "1.50 USD"[...]) == Decimal(string: "1.5"))
        #expect(Decimal(posix: "1,5") == 1)
        #expect(Decimal(posix: "none") == nil)
    }
}
