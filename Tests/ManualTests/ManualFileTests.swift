// SPDX-License-Identifier: Apache-2.0

import Basics
import Commands
import ReportPage
import TerminalKit
import Manual
import TestSupport
import Testing

/// Whether the real tools take the files.
@Suite struct ManualFileTests {
    private static let programs = [ProgramOutline.current, .sample]
    private static let files: [ManualFile] = [.bash, .zsh, .fish, .man(date: "2026-05-01")]

    private func run(
        _ tool: Tool,
        _ options: [String],
        _ file: ManualFile,
        _ program: ProgramOutline
    ) async throws -> FinishedRun {
        let folder = try ScratchFolder()
        let path = try folder.write(file.text(program), to: "file")
        return try await #require(tool.binary).run(
            options + [path],
            environment: ["LC_ALL": "C.UTF-8"]
        )
    }

    @Test(arguments: [(Tool.bash, ManualFile.bash), (.zsh, .zsh), (.fish, .fish)], programs)
    func `a completion is a script that its shell can read`(
        _ pair: (Tool, ManualFile),
        _ program: ProgramOutline
    ) async throws {
        guard pair.0.isThere else { return }
        let result = try await run(pair.0, ["-n"], pair.1, program)
        #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    }

    @Test(
        arguments: [
            (Tool.groff, ["-man", "-ww", "-z", "-Tutf8", "-rCHECKSTYLE=3"]),
            (.mandoc, ["-Tlint", "-Wwarning"]),
        ] as [(Tool, [String])],
        programs
    )
    func `the page is formatted without a warning`(
        _ tool: (Tool, [String]),
        _ program: ProgramOutline
    ) async throws {
        guard tool.0.isThere else { return }
        let result = try await run(tool.0, tool.1, .man(date: "2026-05-01"), program)
        #expect(
            result.status == 0 && (result.output + result.errors).isEmpty,
            "\(result.output + result.errors)"
        )
    }

    @Test(arguments: files)
    func `every option of every command is in the command's part of every file`(
        _ file: ManualFile
    ) throws {
        for command in ProgramOutline.current.commands {
            let part = try #require(self.part(of: command.name, in: file), "\(command.name)")
            for option in command.options {
                #expect(
                    part.contains(spelling(of: option, in: file)),
                    "\(command.name) --\(option.name) in \(part)"
                )
            }
        }
    }

    /// The lines of a file that are about a command.
    private func part(of command: String, in file: ManualFile) -> Substring? {
        let text = file.text(.current)
        let (begin, end) =
            switch file {
            case .bash: (" \(command))\n", "\n            ;;")
            case .zsh: (" \(command))\n", "\n        ;;")
            case .fish: ("_begins \(command)' -l", "_begins \(command)' -l help")
            case .man: (".SS \(command.replacing("-", with: "\\-"))\n", "\n.S")
            }
        guard let start = text.firstRange(of: begin) else { return nil }
        let rest = text[start.lowerBound...]
        guard let stop = rest.dropFirst().firstRange(of: end) else { return nil }
        return rest[..<stop.upperBound]
    }

    private func spelling(of option: OptionOutline, in file: ManualFile) -> String {
        switch file {
        case .bash: "--\(option.name)"
        case .zsh: "--\(option.name)\(option.placeholder == nil ? "" : "=")["
        case .fish: " -l \(option.name)"
        case .man: "\\fB\\-\\-\(option.name.replacing("-", with: "\\-"))\\fP"
        }
    }

    @Test func `a value's candidates are told by its placeholder or by the table`() throws {
        func candidates(_ command: String, _ option: String) throws -> CompletionCandidates {
            let outline = try #require(ProgramOutline.current.commands.first { $0.name == command })
            return try #require(outline.options.first { $0.name == option }).candidates
        }
        #expect(try candidates("send", "config") == .files)
        #expect(try candidates("report", "csv") == .files)
        #expect(try candidates("send", "message") == .nothing)
        #expect(try candidates("send", "dry-run") == .nothing)
        #expect(
            try candidates("report", "status")
                == .words(["sent", "would_send", "skipped", "failed", "unconfirmed", "pending"])
        )
    }

    @Test(arguments: [[], ["bsh"], ["bash", "x"], ["man"]])
    func `other words name no file`(_ words: [String]) {
        #expect(ManualFile(words) == nil)
    }

    @Test func `texts in the page are printed as they are written`() async throws {
        guard let groff = Tool.groff.binary else { return }
        let folder = try ScratchFolder()
        let path = try folder.write(ManualFile.man(date: "2026-05-01").text(.sample), to: "page.1")
        let page = try await groff.run(["-man", "-Tutf8", "-P-cbou", path]).output
        for text in [
            ".It's a \\ sentence.", "it's [a] \"file\": `x` \\ {{y}} $z", "~ and ^ and …",
            "--dry-run", "2026-05-01",
        ] {
            #expect(page.contains(text), "\(text) in \(page)")
        }
    }
}
