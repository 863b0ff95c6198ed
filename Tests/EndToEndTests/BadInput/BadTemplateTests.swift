// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Templates from which nothing may be sent.
    @Suite struct BadTemplateTests {
        @Test(arguments: ["", "\n", "  \n\t\n"])
        func `a template of nothing is refused`(_ text: String) async throws {
            let bench = try Bench()
            try bench.folder.write(text, to: "message.txt")
            try await bench.expectRefusal(Bench.send, saying: ["message.txt", "empty"])
        }

        @Test func `a template that is not there is named`() async throws {
            try await Bench().expectRefusal(
                ["send", "list.csv", "--template", "mesage.txt", "--yes"],
                saying: ["mesage.txt: there is no such file"]
            )
        }

        @Test func `a folder is no template`() async throws {
            try await Bench().expectRefusal(
                ["send", "list.csv", "--template", "temporary", "--yes"],
                saying: ["temporary: cannot be read: this is a folder; name a file in it"]
            )
        }

        @Test func `an unknown column is named with its place, the nearest one and all there are`()
            async throws
        {
            let bench = try Bench()
            try bench.folder.write("Hello\n{{frist_name}}!", to: "message.txt")
            try await bench.expectRefusal(
                Bench.send,
                saying: ["message.txt:2:", "frist_name", "first_name", "phone"]
            )
        }

        @Test func `a placeholder that is never closed is named with its place`() async throws {
            let bench = try Bench()
            try bench.folder.write("Hello {{first_name", to: "message.txt")
            try await bench.expectRefusal(Bench.send, saying: ["message.txt:1:7"])
        }

        @Test(arguments: [
            ("{\\rtf1\\ansi Hi {{first_name}}}", "formatting (RTF)", "Make Plain Text"),
            ("<p>Hi {{first_name}}<br>Bye</p>\n", "web page", "text file (.txt)"),
            ("PK\u{3}\u{4}xxxx word/document.xml", "Word document", "Plain Text (*.txt)"),
            (
                "PK\u{3}\u{4}mimetypeapplication/vnd.oasis.opendocument.text", "LibreOffice",
                "Unicode"
            ),
            ("Hi {{first_name}}\u{1B}[31m", "message.txt:1:18", "U+001B"),
        ])
        func `a template that is no plain text is refused by name, with the way to save it`(
            _ text: String, _ name: String, _ way: String
        ) async throws {
            let bench = try Bench()
            try bench.folder.write(text, to: "message.txt")
            try await bench.expectRefusal(Bench.send, saying: ["message.txt", name, way])
        }

        @Test func `a template of Notepad is read as a list is, and a guess is shown`() async throws
        {
            let bench = try Bench()
            let url = URL(fileURLWithPath: bench.folder.file("message.txt"))
            try Data([0xFF, 0xFE] + "Bye".utf16.flatMap { [UInt8($0), 0] }).write(to: url)
            let marked = try await bench.run(Bench.send + ["--campaign", "a", "--report", "a.csv"])
            #expect(marked.status == 0 && !marked.errors.contains("is not UTF-8"), "\(marked)")
            try Data(Array("Salut No".utf8) + [0xEB, 0x6C]).write(to: url)
            let guessed = try await bench.run(
                Bench.send + ["--campaign", "b", "--report", "b.csv"])
            #expect(guessed.status == 0, "\(guessed)")
            #expect(
                guessed.errors.contains(
                    "message.txt is not UTF-8; it is read as windows-1252: “Salut Noël”"))
            #expect(Set(bench.provider.messages.map(\.text)) == ["Bye", "Salut Noël"])
        }

        @Test func `a template that is damaged UTF-8 is refused`() async throws {
            let bench = try Bench()
            try Data(Array("Zoë Noël\nJosé ".utf8) + [0xE9]).write(
                to: URL(fileURLWithPath: bench.folder.file("message.txt"))
            )
            try await bench.expectRefusal(
                Bench.send, saying: ["message.txt:2: ", "not valid UTF-8"])
        }

        @Test func `a mistake in a message of the command line is named as such`() async throws {
            try await Bench().expectRefusal(
                ["send", "list.csv", "--message", "Hi {{nme}}", "--yes"],
                saying: ["--message:1:", "nme"]
            )
        }

        @Test(arguments: [
            (["send", "list.csv", "--yes"], "give --template FILE or --message TEXT"),
            (
                ["send", "list.csv", "--template", "message.txt", "--message", "Hi"],
                "exclude each other"
            ),
            (["send", "-", "--message", "Hi", "--report", "r.csv", "--yes"], "--campaign"),
            (["send", "-", "--message", "Hi", "--campaign", "c", "--yes"], "--report"),
            (
                ["send", "list.csv", "--message", "Hi", "--report", "list.csv", "--yes"],
                "overwrite the list"
            ),
            (["send", "--message", "Hi", "--yes"], "which list?"),
        ])
        func `a command line that says too little or too much is refused`(
            _ words: [String],
            _ part: String
        ) async throws {
            try await Bench().expectRefusal(words, saying: [part], input: Bench.list)
        }
    }
}
