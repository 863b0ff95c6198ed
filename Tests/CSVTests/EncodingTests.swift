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
        ("Shift-JIS", "shift_jis"), ("CP932", "shift_jis"), ("windows 31j", "shift_jis"),
        ("GB2312", "gbk"), ("GB 18030", "gb18030"), ("Big-5", "big5"), ("cp949", "euc-kr"),
        ("euckr", "euc-kr"), ("TIS-620", "windows-874"), ("EUC-JP", "euc-jp"), ("euc_tw", "euc_tw"),
        ("UTF-32", "utf-32"), ("KOI8-U", "koi8-u"), ("iso-8859-16", "iso-8859-16"),
        ("utf-8-sig", "UTF-8"), ("UCS-2", "UTF-16LE"),
    ])
    func `an encoding is found by its names`(name: String, expected: String) {
        #expect(FileEncoding(named: name)?.description == expected)
    }

    @Test(arguments: [
        "", " ", "-", "utf", "windows-1259", "8859", "char", "WCHAR_T", "windows-1252//IGNORE",
        "/etc/passwd", "klingon",
    ])
    func `what is no encoding is not found`(name: String) {
        #expect(FileEncoding(named: name) == nil)
    }

    @Test(arguments: FileEncoding.names)
    func `every name that is shown is known`(name: String) {
        #expect(FileEncoding(named: name) != nil)
    }

    /// By Python's codecs; `scripts/csv-oracle` compares every byte.
    @Test(
        arguments: [
            ("windows-1252", [0x80, 0xE9], "€é"), ("iso-8859-15", [0xA4], "€"),
            ("koi8-r", [0xC1], "а"), ("ibm437", [0x81], "ü"), ("macintosh", [0x8E], "é"),
            ("windows-1250", [0xA3, 0xF3], "Łó"), ("iso-8859-16", [0xAA], "Ș"),
            ("shift_jis", [0x83, 0x5C, 0x94, 0x5C, 0x5C], "ソ能\\"), ("big5", [0xB3, 0x5C], "許"),
            ("gbk", [0x8F, 0x7C, 0x80 - 1], "弢\u{7F}"), ("gb18030", [0x81, 0x30, 0x97, 0x37], "ſ"),
            ("euc-kr", [0xB1, 0xE8, 0x8C, 0x63], "김똠"), ("tis-620", [0xCA, 0xC1], "สม"),
            ("windows-1258", [0x61, 0xEC], "á"), ("windows-1255", [0xF9, 0xD1], "\u{FB2A}"),
            ("euc-jp", [0xBB, 0xB3], "山"), ("utf-32le", [0x41, 0, 0, 0], "A"),
            ("cp037", [0xC1, 0x6B, 0x15], "A,\n"),
        ] as [(String, [UInt8], String)])
    func `bytes are read as the encoding has them, however they arrive`(
        name: String, bytes: [UInt8], text: String
    ) throws {
        let encoding = try #require(FileEncoding(named: name))
        for chunk in [1, 2, 3, 100] {
            var source = DecodedSource(MemoryByteSource(bytes, chunk: chunk), encoding: encoding)
            var (decoded, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 5))
            while case let count = try source.read(into: &buffer), count > 0 {
                decoded += buffer[..<count]
            }
            #expect(
                String(decoding: decoded, as: UTF8.self).unicodeScalars.elementsEqual(
                    text.unicodeScalars), "in pieces of \(chunk)")
        }
    }

    @Test(
        arguments: [
            ("windows-1252", [0x81]), ("iso-8859-1", [0x80]), ("iso-8859-15", [0x85]),
            ("windows-1253", [0xD2]), ("shift_jis", [0x81, 0x20]), ("shift_jis", [0x82]),
            ("big5", [0x80]), ("euc-kr", [0xC9, 0x41]), ("gb18030", [0xFF]),
            ("windows-874", [0xFC]),
            ("euc-jp", [0x8F]),
        ] as [(String, [UInt8])])
    func `bytes that mean nothing become a byte that UTF-8 does not have`(
        name: String, bytes: [UInt8]
    ) throws {
        let encoding = try #require(FileEncoding(named: name))
        let text = TextDecoder.decoded(Array("a,".utf8) + bytes + Array("\nb".utf8), encoding)
        #expect(text.contains(TextDecoder.invalid))
        let end = TextDecoder.decoded(Array("a,".utf8) + bytes, encoding)
        #expect(end.starts(with: "a,".utf8) && end.contains(TextDecoder.invalid))
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
