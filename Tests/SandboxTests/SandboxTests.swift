// SPDX-License-Identifier: Apache-2.0

import Foundation
import Sandbox
import TestSupport
import Testing

@Suite struct SandboxTests {
    @Test func `credentials and the account's path are checked`() throws {
        let sandbox = try Sandbox.quick()
        let stranger = SandboxClient(sandbox: sandbox, user: "\(sandbox.authID):wrong")
        #expect(try stranger.lookUp("+12025550100")["error_code"] == "401")
        #expect(try stranger.send(to: "+12025550100")["error"] == "authentication failed")
        #expect(try SandboxClient(sandbox: sandbox, user: "").lookUp("+12025550100").status == 401)
        let client = SandboxClient(sandbox: sandbox)
        #expect(try client.get("/v1/Account/MASOMEBODYELSE000000/Message/")["error"] == "not found")
        #expect(try sandbox.messages().isEmpty)
    }

    @Test(arguments: [
        (["Host: 127.0.0.1"], 200), (["Host: 127.0.0.1:8025"], 200), (["Host: LOCALHOST:1"], 200),
        (["host: [::1]"], 200), (["Host: [::1]:8025"], 200), (["Host: evil.example"], 421),
        (["Host: evil.example:8025"], 421), (["Host: 127.0.0.1.evil.example"], 421),
        (["Host: localhost.evil.example:80"], 421), (["Host: 10.0.0.1"], 421), (["Host: "], 421),
        (["Host: 127.0.0.1:x"], 421), (["Host: evil.example", "Host: 127.0.0.1"], 421),
    ])
    func `only who asks for this machine by its own names is answered`(
        hosts: [String], status: Int
    ) throws {
        var client = SandboxClient(sandbox: try .quick())
        client.hosts = hosts
        let answer = try client.lookUp("+12025550100").status
        // The server itself refuses two Host lines (RFC 9112 §3.2).
        #expect(answer == status || (hosts.count == 2 && answer == 400))
        #expect(try client.get(client.messages).status == answer)
    }

    @Test func `each run's token is another one, which nobody can guess`() {
        let tokens = (0..<100).map { _ in SandboxBehaviour.ofOneRun.authToken }
        #expect(Set(tokens).count == 100)
        #expect(tokens.allSatisfy { $0.utf8.count >= 32 && $0 != SandboxBehaviour().authToken })
    }

    @Test func `a refused account gets 401 with the right credentials too`() throws {
        var options = SandboxBehaviour.quick
        options.account = .refused
        let client = SandboxClient(sandbox: try .start(options: options))
        #expect(try client.lookUp("+12025550100").status == 401)
        #expect(try client.send(to: "+12025550100").status == 401)
    }

    @Test(arguments: [
        ("GET", "/", 404), ("GET", "/v1/Number/", 404),
        ("GET", "/v1/Number/+12025550100/?type=carrier", 404),
        ("POST", "/v1/Number/+12025550100?type=carrier", 405),
        ("DELETE", "/v1/Account/ID/Message/", 405),
        ("POST", "/v1/Account/ID/Message", 404), ("POST", "/v1/Account/ID/Message/uuid/", 405),
        ("GET", "/v2/Account/ID/Message/", 404),
    ])
    func `what is not in Plivo's API is refused`(method: String, target: String, status: Int) throws
    {
        let sandbox = try Sandbox.quick()
        let target = target.replacing("/ID/", with: "/\(sandbox.authID)/")
        #expect(try SandboxClient(sandbox: sandbox).call(method, target).status == status)
    }

    @Test func `messages outlive a restart, in a file of their owner's`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            UUID().uuidString
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("log.sqlite").path
        var sandbox = try Sandbox.start(messageLog: path, options: .quick)
        let id = try SandboxClient(sandbox: sandbox).send(to: "+12025550101", "still here")[
            "message_uuid"
        ]
        sandbox.stop()
        sandbox = try Sandbox.start(messageLog: path, options: .quick)
        let client = SandboxClient(sandbox: sandbox)
        #expect(try client.get("\(client.messages)\(id)/")["to_number"] == "12025550101")
        #expect(
            try client.get("\(client.messages)?to_number=12025550101")["meta", "total_count"] == "1"
        )
        #expect(try sandbox.messages().map(\.text) == ["still here"])
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `a log that cannot be opened is said with its path`() {
        #expect {
            try Sandbox.start(messageLog: "/nowhere/log.sqlite")
        } throws: { error in
            "\(error)".hasPrefix(
                "the sandbox's message log /nowhere/log.sqlite cannot be used: No such file"
            )
        }
    }

    @Test func `an answer takes its time`() throws {
        let client = SandboxClient(sandbox: try .start())
        let start = ContinuousClock.now
        #expect(try client.lookUp("+12025550100").status == 200)
        #expect(start.duration(to: .now) >= .milliseconds(15))
    }

    @Test func `the list of practice numbers is what the documentation tells`() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let document = folder.appendingPathComponent("../../docs/sandbox.md")
        let text = try String(contentsOf: document, encoding: .utf8)
        for number in Sandbox.practiceNumbers where number.number.hasPrefix("+1 NPA") {
            let endings = number.number.suffix(
                from: number.number.index(number.number.startIndex, offsetBy: 13)
            )
            let marks = endings.split(separator: "-").map { "`\($0.suffix(2))`" }.joined(
                separator: "–"
            )
            #expect(
                text.contains("| \(marks) |"),
                "\(number.number) is not in docs/sandbox.md as \(marks)"
            )
        }
    }
}

extension SandboxBehaviour {
    /// Answers at once.
    static var quick: SandboxBehaviour {
        var options = SandboxBehaviour()
        options.latencyMilliseconds = 0...0
        return options
    }
}

extension Sandbox {
    /// A sandbox that answers at once and keeps its log in memory.
    static func quick() throws -> Sandbox {
        try start(options: .quick)
    }
}
