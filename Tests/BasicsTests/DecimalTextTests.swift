// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import Testing

@Suite struct DecimalTextTests {
    @Test(arguments: ["0", "-0.00750", "12", "007.5", ".5", "5.", "+1", "1e5", "1E-3"])
    func `a number with a point is read whole`(text: String) {
        let number = DecimalText.decimal(in: text)
        #expect(number != nil && number == Decimal(string: text))
    }

    @Test(arguments: [
        "", "-", ".", "1,5", "1 ", " 1", "0x1", "NaN", "1.2.3", "1e", "1e+", "0.5 EUR", "\u{663}",
    ])
    func `anything else is none`(text: String) {
        #expect(DecimalText.decimal(in: text) == nil)
    }
}
