// SPDX-License-Identifier: Apache-2.0

import Basics
import Testing

@Suite struct ASCIITests {
    @Test func `of all bytes ten are digits and 52 are letters`() {
        let bytes = UInt8.min...UInt8.max
        let digits = Array("0123456789".utf8)
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
        #expect(bytes.filter(\.isASCIIDigit) == digits)
        #expect(bytes.filter(\.isASCIILetter) == letters)
        #expect(bytes.filter(\.isASCIIAlphanumeric) == digits + letters)
    }

    @Test(arguments: ["٣", "３", "²", "½", "é", "٠", "1\u{301}"])
    func `what other scripts and accents make of a digit is none`(text: String) {
        #expect(!text.isASCIIDigits)
        #expect(text.allSatisfy { !$0.isASCIIDigit })
    }

    @Test func `scalars and characters have the same digits as bytes`() {
        let scalars = (UInt32(0)...0x3FF).compactMap(Unicode.Scalar.init)
        #expect(String(String.UnicodeScalarView(scalars.filter(\.isASCIIDigit))) == "0123456789")
        #expect(scalars.filter(\.isASCIIAlphanumeric).count == 62)
        #expect("0123456789".allSatisfy { $0.isASCIIDigit })
        #expect("0123456789".isASCIIDigits)
    }

    @Test(arguments: [
        ("", ""), (" ", ""), ("a", "a"), (" \t\u{A0}a b\r\n", "a b"), ("a ", "a"), (" a", "a"),
        ("\u{200B}a", "\u{200B}a"),
    ])
    func `white space goes from both ends and from nowhere else`(text: String, rest: String) {
        #expect(text.trimmed == rest)
    }

    @Test func `what is trimmed is for the caller to say`() {
        #expect([0, 0, 1, 0, 2, 0].trimming(while: { $0 == 0 }) == [1, 0, 2])
        #expect("\t a \n".trimming(while: { $0 == " " || $0 == "\t" }) == "a \n")
    }

    @Test func `hexadecimal digits are padded and never cut`() {
        #expect(UInt8(10).hex(digits: 2) == "0A")
        #expect(UInt32(0x1F600).hex(digits: 4) == "1F600")
        #expect(Hex.text(of: [0, 0x1F, 0xFF]) == "001fff")
        #expect(Hex.bytes(of: "001FfF") == [0, 0x1F, 0xFF])
        #expect(Hex.bytes(of: "00f") == nil)
        #expect(Hex.bytes(of: "0g") == nil)
    }

    @Test(arguments: [
        ("0", 0), ("007", 7), ("9223372036854775807", Int.max), ("9223372036854775808", nil),
        ("99999999999999999999", nil), ("", nil), ("+1", nil), ("-1", nil), ("1 ", nil),
        ("\u{663}", nil),
    ])
    func `a number is made of digits alone`(text: String, number: Int?) {
        #expect(Int(digits: text.utf8) == number)
    }
}
