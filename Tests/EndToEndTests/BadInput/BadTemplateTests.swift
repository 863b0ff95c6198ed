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

        @Test func `a template that is not UTF-8 is refused`() async throws {
            let bench = try Bench()
            try Data([0x48, 0xE9, 0x20]).write(
                to: URL(fileURLWithPath: bench.folder.file("message.txt"))
            )
            try await bench.expectRefusal(Bench.send, saying: ["message.txt", "not valid UTF-8"])
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
