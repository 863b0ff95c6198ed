// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Basics

@Suite struct HexTests {
    @Test func `bytes come back as they were`() {
        let bytes = Array(UInt8.min ... .max)
        #expect(Hex.bytes(of: Hex.text(of: bytes)) == bytes)
        #expect(Hex.text(of: [0, 0x0F, 0xA0]) == "000fa0")
        #expect(Hex.bytes(of: "A0Ff") == [0xA0, 0xFF])
    }

    @Test(arguments: ["0", "0g", "zz", "é1", " 00"])
    func `what is not pairs of digits is nothing`(text: String) {
        #expect(Hex.bytes(of: text) == nil)
    }

    @Test func `a digest prints as its digits`() {
        #expect("\(Digest(bytes: [0xDE, 0xAD]))" == "dead")
    }
}
