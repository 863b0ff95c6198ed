// SPDX-License-Identifier: Apache-2.0

import Basics
import TestSupport
import Testing

@testable import CSV

@Suite struct EncodingTests {
    @Test(arguments: [
        ("utf-8", "UTF-8"), ("UTF8", "UTF-8"), ("utf-16", "UTF-16LE"), ("UTF-16BE", "UTF-16BE"),
        ("latin1", "iso-8859-1"),
        ("ISO_8859-15", "iso-8859-15"), ("Latin-9", "iso-8859-15"), ("cp1252", "windows-1252"),
        ("Windows 1250", "windows-1250"),
        ("mac-roman", "macintosh"), ("CP850", "ibm850"), ("KOI8-R", "koi8-r"),
    ])
    func `an encoding is found by its names`(name: String, expected: String) {
        #expect(FileEncoding(named: name)?.description == expected)
    }

    @Test(arguments: ["", "utf", "utf-7", "windows-1259", "8859"])
    func `what is no encoding is not found`(name: String) {
        #expect(FileEncoding(named: name) == nil)
    }

    @Test(arguments: FileEncoding.names)
    func `every name that is shown is known`(name: String) {
        #expect(FileEncoding(named: name) != nil)
    }

    @Test(arguments: SingleByteEncoding.allCases)
    func `an encoding has a character or nothing for each of the upper bytes`(
        encoding: SingleByteEncoding
    ) throws {
        #expect(encoding.upperHalf.unicodeScalars.count == 128)
        let bytes = Array(UInt8(0)...255)
        var output: [UInt8] = []
        SingleByteDecoder(encoding).decode(bytes[...], into: &output)
        #expect(output.prefix(128) == bytes.prefix(128))
        #expect(
            output.count { $0 == TextDecoder.invalid }
                == encoding.upperHalf.unicodeScalars.count { $0 == "\u{FFFD}" }
        )
    }

    @Test(arguments: 0..<200)
    func `UTF-16 is decoded the same however it arrives`(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let scalars: [Character] = ["a", ",", "\n", "é", "語", "😀", "\u{FEFF}"]
        let text = String(
            (0..<Int.random(in: 0...20, using: &random)).map { _ in
                scalars[Int.random(in: 0..<7, using: &random)]
            }
        )
        let isBigEndian = Bool.random(using: &random)
        let bytes = text.utf16.flatMap { unit in
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return isBigEndian ? pair : pair.reversed()
        }
        let chunk = Int.random(in: 1...5, using: &random)
        var source = DecodedSource(
            MemoryByteSource(bytes, chunk: chunk),
            encoding: .utf16(isBigEndian: isBigEndian)
        )
        var (decoded, buffer) = (
            [UInt8](), [UInt8](repeating: 0, count: Int.random(in: 1...7, using: &random))
        )
        while case let count = try source.read(into: &buffer), count > 0 {
            decoded += buffer[..<count]
        }
        #expect(decoded == Array(text.utf8))
    }

    @Test(arguments: 0..<400)
    func `the census knows what is UTF-8, however it arrives`(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let pool =
            Array("aé語😀".utf8) + [0xC0, 0x80, 0xE0, 0xED, 0xA0, 0xF4, 0x90, 0xF5, 0xFF, 0xC2]
        let bytes = (0..<Int.random(in: 0...12, using: &random)).map { _ in
            pool[Int.random(in: 0..<pool.count, using: &random)]
        }
        var (whole, pieces) = (UTF8Census(), UTF8Census())
        whole.add(bytes[...])
        for byte in bytes { pieces.add([byte]) }
        #expect((whole.mistakes == 0) == (String(validating: bytes, as: UTF8.self) != nil))
        #expect(whole.mistakes == pieces.mistakes && whole.characters == pieces.characters)
        guard whole.mistakes == 0 else { return }
        #expect(
            whole.characters
                == String(decoding: bytes, as: UTF8.self).unicodeScalars.count { $0.value > 127 }
        )
    }
}
