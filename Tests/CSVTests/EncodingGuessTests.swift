// SPDX-License-Identifier: Apache-2.0

import Basics
import Testing

@testable import CSV

/// Guesses of encodings.
///
/// The bytes were written by Python's codecs.
@Suite struct EncodingGuessTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let encoding: String
        let text: String
        let bytes: String

        init(_ encoding: String, _ text: String, bytes: String...) {
            (self.encoding, self.text, self.bytes) = (encoding, text, bytes.joined())
        }

        var testDescription: String { "\(encoding): \(text)" }

        /// A list with the text in a column of its own, so that row and cell ends are there.
        var list: [UInt8] {
            Array("name,phone\n".utf8)
                + stride(from: 0, to: bytes.count, by: 2).compactMap { place in
                    UInt8(bytes.dropFirst(place).prefix(2), radix: 16)
                } + Array(",+12025550123\n".utf8)
        }
    }

    private static let cases = [
        Case("shift_jis", "山田太郎", bytes: "8e52936391be9859"),
        Case("shift_jis", "佐藤花子,横浜市", bytes: "8db293a189d48e712c89a1956c8e73"),
        Case("shift_jis", "ソフト能登\nサトウ 表", bytes: "835c83748367945c936f0a83548367834520955c"),
        Case("shift_jis", "ﾔﾏﾀﾞ\n鈴木一郎\nﾀﾅｶ", bytes: "d4cfc0de0a97e996d888ea98590ac0c5b6"),
        Case("gb18030", "王小明", bytes: "cdf5d0a1c3f7"),
        Case("gb18030", "张伟\n李娜", bytes: "d5c5ceb00ac0eec4c8"),
        Case("gb18030", "诸葛亮,北京市", bytes: "d6eeb8f0c1c12cb1b1bea9cad0"),
        Case("gb18030", "欧阳娜娜", bytes: "c5b7d1f4c4c8c4c8"),
        Case("big5", "王小明", bytes: "a4fda470a9fa"),
        Case("big5", "林美玲", bytes: "aa4cacfcacc2"),
        Case("big5", "陳怡君,台北市", bytes: "b3afa9c9a7672ca578a55fa5ab"),
        Case("big5", "許功蓋\n曾國城\n李淑芬", bytes: "b35ca55cbb5c0ab4bfb0eaabb00aa7f5b251aae2"),
        Case("euc-kr", "김철수", bytes: "b1e8c3b6bcf6"),
        Case("euc-kr", "이영희", bytes: "c0ccbfb5c8f1"),
        Case("euc-kr", "홍길동", bytes: "c8abb1e6b5bf"),
        Case("euc-kr", "박지성,서울\n똠방 조은지", bytes: "b9dac1f6bcba2cbcadbfef0a8c63b9e620c1b6c0bac1f6"),
        Case("windows-874", "สมชาย", bytes: "cac1aad2c2"),
        Case("windows-874", "วิชัย,กรุงเทพ", bytes: "c7d4aad1c22ca1c3d8a7e0b7be"),
        Case("windows-874", "ประเสริฐ\nเพ็ญศรี", bytes: "bbc3d0e0cac3d4b00ae0bee7adc8c3d5"),
        Case("windows-1251", "Иван Петров", bytes: "c8e2e0ed20cfe5f2f0eee2"),
        Case(
            "windows-1251", "Олена Коваленко,Київ",
            bytes: "ceebe5ede020caeee2e0ebe5edeaee2ccae8bfe2"),
        Case(
            "windows-1251", "ШЕВЧЕНКО ОЛЬГА\nПётр", bytes: "d8c5c2d7c5cdcace20cecbdcc3c00acfb8f2f0"),
        Case("koi8-r", "Дмитрий Смирнов", bytes: "e4cdc9d4d2c9ca20f3cdc9d2cecfd7"),
        Case("koi8-r", "Юлия,Москва", bytes: "e0ccc9d12cedcfd3cbd7c1"),
        Case(
            "windows-1253", "Γιώργος Παπαδόπουλος",
            bytes: "c3e9fef1e3eff220d0e1f0e1e4fcf0eff5ebeff2"),
        Case("windows-1253", "Ελένη,Αθήνα", bytes: "c5ebddede72cc1e8deede1"),
        Case("windows-1255", "שלום כהן", bytes: "f9ece5ed20ebe4ef"),
        Case("windows-1255", "רחל,ירושלים", bytes: "f8e7ec2ce9f8e5f9ece9ed"),
        Case("windows-1256", "محمد علي", bytes: "e3cde3cf20dae1ed"),
        Case("windows-1256", "فاطمة,الرياض", bytes: "ddc7d8e3c92cc7e1d1edc7d6"),
        Case("windows-1250", "Łukasz", bytes: "a3756b61737a"),
        Case(
            "windows-1250", "Małgorzata Wiśniewska\nJózef",
            bytes: "4d61b3676f727a6174612057699c6e696577736b610a4af37a6566"),
        Case(
            "windows-1250", "Dvořák\nČerný\nRůžička\nNěmec\nJiří\nTomáš",
            bytes: "44766ff8e16b0ac865726efd0a52f99e69e86b610a4eec6d65630a4a69f8ed0a546f6de19a"),
        Case(
            "windows-1250", "Erdős\nSzűcs\nGyőri\nTóth\nHűvös\nÁgnes",
            bytes: "457264f5730a537afb63730a4779f572690a54f374680a48fb76f6730ac1676e6573"),
        Case(
            "windows-1254", "Işık\nYılmaz\nÖztürk\nÇelik\nDoğan\nGüneş",
            bytes: "49fefd6b0a59fd6c6d617a0ad67a74fc726b0ac7656c696b0a446ff0616e0a47fc6e65fe"),
        Case(
            "windows-1257", "Šimkutė\nBalčiūnas\nRūta\nŽemaitis\nKėdainiai",
            bytes: "d0696d6b7574eb0a42616ce869fb6e61730a52fb74610ade656d61697469730a4beb6461696e",
            "696169"),
        Case("windows-1252", "Zoë", bytes: "5a6feb"),
        Case(
            "windows-1252", "José María\nMüller\nBjørn",
            bytes: "4a6f73e9204d6172ed610a4dfc6c6c65720a426af8726e"),
        Case(
            "windows-1252", "Søren\nJørgen\nØystein\nKjær\nÅse",
            bytes: "53f872656e0a4af87267656e0ad879737465696e0a4b6ae6720ac57365"),
        Case(
            "windows-1252", "João\nSimões\nConceição",
            bytes: "4a6fe36f0a53696df565730a436f6e636569e7e36f"),
        Case("windows-1252", "Þór\nÓlafur\nGuðrún", bytes: "def3720ad36c616675720a4775f072fa6e"),
        Case(
            "windows-1252", "Hélène\nFrançois\nAnaïs",
            bytes: "48e96ce86e650a4672616ee76f69730a416e61ef73"),
        Case("windows-1252", "FÜR ÄRÖ", bytes: "46dc5220c452d6"),
        Case("windows-1252", "5 € für “Zoë”", bytes: "3520802066fc7220935a6feb94"),
        Case("windows-1252", "Straße 1, Köln", bytes: "53747261df6520312c204bf66c6e"),
        Case("windows-1252", "Jõgi\nPõld\nMägi", bytes: "4af567690a50f56c640a4de46769"),
    ]

    private static func detected(
        _ bytes: [UInt8], chunk: Int
    ) throws -> (encoding: FileEncoding, isGuess: Bool) {
        var detector = EncodingDetector()
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            detector.add(bytes[start..<min(start + chunk, bytes.count)])
        }
        return try detector.encoding()
    }

    @Test(arguments: cases)
    func `the encoding is guessed by words that make sense`(_ written: Case) throws {
        for chunk in [1, 7, 100_000] {
            let found = try Self.detected(written.list, chunk: chunk)
            #expect(found.encoding.description == written.encoding && found.isGuess)
        }
        let encoding = try #require(FileEncoding(named: written.encoding))
        let text = String(decoding: TextDecoder.decoded(written.list, encoding), as: UTF8.self)
        #expect(text == "name,phone\n\(written.text),+12025550123\n")
    }

    @Test func `rows of plain ASCII do not hide what the others tell`() throws {
        let plain = Array(String(repeating: "Ann,+12025550123\n", count: 30_000).utf8)
        for written in Self.cases where ["shift_jis", "windows-1251"].contains(written.encoding) {
            let found = try Self.detected(plain + written.list + plain, chunk: 256 * 1024)
            #expect(found.encoding.description == written.encoding)
        }
    }

    @Test func `the second bytes of characters are no delimiters and no line ends`() throws {
        // 表|能 in Shift_JIS: the bytes 5C and 7C stand within characters.
        let bytes =
            Array("name|phone\n".utf8) + [0x95, 0x5C, 0x94, 0x5C, 0x83, 0x7C] + Array("|1\n".utf8)
        var detector = EncodingDetector()
        detector.add(bytes[...])
        let format = try CSVFormat(of: detector, encoding: FileEncoding(named: "shift_jis"))
        var reader = CSVReader(MemoryByteSource(bytes, chunk: 1), name: "", format: format)
        _ = try reader.next()
        #expect(try reader.next()?.fields == ["表能ポ", "1"])
    }

    @Test func `bytes without a meaning in what was guessed are an error with their line`() throws {
        let bytes =
            Array("名,phone\n".utf8).prefix(0) + [0xCD, 0xF5, 0xD0, 0xA1, 0xC3, 0xF7]
            + Array(",phone\nAnn,1\n".utf8) + [0xFF] + Array(",2\n".utf8)
        var detector = EncodingDetector()
        detector.add(bytes[...])
        let format = try CSVFormat(of: detector, encoding: FileEncoding(named: "gbk"))
        var reader = CSVReader(MemoryByteSource(Array(bytes)), name: "list.csv", format: format)
        _ = try reader.next()
        _ = try reader.next()
        let error = #expect(throws: CSVError.self) { try reader.next() }
        #expect(error?.line == 3 && "\(error, default: "")".contains("not valid gbk"))
    }
}
