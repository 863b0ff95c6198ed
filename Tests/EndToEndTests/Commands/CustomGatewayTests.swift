// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer
import TestSupport
import Testing

extension EndToEnd {
    /// A gateway that the configuration alone describes.
    @Suite struct CustomGatewayTests {
        private static let secret = "gw-7f3a91-never-shown"
        private static let path = "/api/sms"
        private static let send = """
            "send": { "url": "BASE/api/sms", "headers": { "Authorization": "Bearer ${GW_TOKEN}" },
              "json": { "to": ["{{to.digits}}"], "from": "{{from}}", "text": "{{text}}", "ref": \
            "{{id}}" },
              "messageID": "data.id", "error": { "code": "error.code", "message": "error.text" },
              "optedOut": [21610], "fatal": ["E1"] }
            """
        private static let lookup = """
            "lookup": { "url": "BASE/lookup/{{to}}?key=${GW_TOKEN}", "lineType": "line.@type", \
            "carrier": "line.name",
              "lineTypes": { "land": "fixed_line" } }
            """

        /// A bench whose entry has these services.
        private func makeBench(
            _ services: String...,
            lookupMode: String = "auto",
            script: @escaping PlivoServer.Script
        ) throws -> Bench {
            let provider = try PlivoServer(script)
            var bench = try Bench(provider: provider)
            bench.environment = ["GW_TOKEN": Self.secret, "TMPDIR": bench.folder.file("temporary")]
            let text = """
                { "provider": "mine", "from": "+12025550199", "defaultRegion": "US", "ledger": \
                "ledger.sqlite",
                  "lookup": { "mode": "\(lookupMode)", "ratePerSecond": 1000 }, "send": { \
                "ratePerSecond": 1000 },
                  "retry": { "attempts": 2, "baseSeconds": 0.01, "maxSeconds": 0.05 },
                  "providers": { "mine": { "type": "custom",
                    \(services.joined(separator: ",\n").replacing("BASE", with: provider.baseURL))
                  } } }
                """
            try bench.folder.write(text, to: "config.json")
            return bench
        }

        private static let usual: PlivoServer.Script = { request, index in
            guard request.method == "POST" else {
                let type =
                    request.path.contains("50") && request.path.hasSuffix("0150") ? "land" : "Cell"
                let body = "<?xml version='1.0'?><line type='\(type)'><name>A &amp; B</name></line>"
                return ServerReply(
                    headers: [ServerField("Content-Type", "text/xml")],
                    body: Array(body.utf8)
                )
            }
            return .json(#"{"data": {"id": \#(9_000_000_000_000_000_000 + index)}}"#, status: 202)
        }

        @Test func `looks up, leaves landlines out, and sends`() async throws {
            let bench = try makeBench(Self.send, Self.lookup, script: Self.usual)
            let run = try await bench.run(Bench.send)
            #expect(run.status == 0, "\(run)")
            let report = try bench.report()
            #expect(report.fates == ["sent", "skipped fixed_line", "sent"])
            #expect(
                report["carrier"] == ["A & B", "A & B", "A & B"] && report["provider"][0] == "mine"
            )
            #expect(report["message_id"][0].hasPrefix("900000000000000000"))
            let messages = bench.provider.requests.filter { $0.method == "POST" }
            #expect(messages.count == 2 && messages.allSatisfy { $0.path == Self.path })
            #expect(messages.allSatisfy { $0[header: "Authorization"] == "Bearer " + Self.secret })
            #expect(messages.allSatisfy { $0[header: "Content-Type"] == "application/json" })
            let body = try #require(
                messages.first.flatMap {
                    try JSONSerialization.jsonObject(with: Data($0.body)) as? [String: Any]
                }
            )
            #expect(
                body["from"] as? String == "+12025550199" && (body["ref"] as? String)?.count == 36
            )
            let first = (body["to"] as? [String])?.first
            #expect(
                ["12025550101", "12025550102"].contains(first)
                    && (body["text"] as? String)?.hasSuffix(", see you.") == true
            )
        }

        @Test func `what it says no one learns a secret from`() async throws {
            let bench = try makeBench(Self.send) { request, _ in
                .json(
                    #"{"error": {"code": 17, "text": "no "#
                        + #"\#(request[header: "Authorization"] ?? "")"}}"#,
                    status: 400
                )
            }
            let run = try await bench.run(Bench.send)
            #expect(run.status == 1, "\(run)")
            let report = try bench.report()
            #expect(report.fates == ["failed rejected", "failed rejected", "failed rejected"])
            #expect(
                report["error_code"] == ["17", "17", "17"]
                    && report["detail"].allSatisfy { $0.contains("no Bearer ‹hidden›") }
            )
            #expect(!run.output.contains(Self.secret) && !run.errors.contains(Self.secret))
            for (name, bytes) in try bench.files() {
                #expect(bytes.firstRange(of: Data(Self.secret.utf8)) == nil, "\(name)")
            }
        }

        @Test func `its own codes decide`() async throws {
            let bench = try makeBench(Self.send) { _, index in
                .json(#"{"error": {"code": \#(index == 0 ? "21610" : "\"E1\"")}}"#, status: 400)
            }
            let run = try await bench.run(Bench.send)
            #expect(
                run.status == 3 && run.errors.contains("mine refused the request as a whole"),
                "\(run)"
            )
            #expect(try bench.report().fates.filter { $0 == "skipped opted_out" }.count == 1)
            #expect(try bench.report().fates.contains("pending stopped"))
        }

        @Test func `a GET that hands a message over is never repeated`() async throws {
            let send = """
                "send": { "method": "GET", "url": "BASE/send?to={{to}}&text={{text}}", "success": \
                { "match": "/^OK/" } }
                """
            let bench = try makeBench(send) { _, index in
                switch index {
                case 0: ServerReply(behaviour: .hangUp)
                case 1: ServerReply(body: Array("OK 17".utf8))
                default: ServerReply(body: Array("NO".utf8))
                }
            }
            let run = try await bench.run(Bench.send)
            #expect(run.status == 1 && bench.provider.requests.count == 3, "\(run)")
            #expect(
                try bench.report().fates.sorted() == [
                    "sent", "unconfirmed bad_response", "unconfirmed connection_lost",
                ]
            )
            let sent = try #require(try bench.report().rows.first { $0["status"] == "sent" })
            #expect(sent["message_id"]?.count == 36)
            let again = try await bench.run(Bench.send)
            #expect(again.status == 1 && bench.provider.requests.count == 3)
        }

        /// The mark has a capital too many, or the gateway has a code for success that nobody
        /// listed: every message is taken.
        @Test(arguments: [
            (#""match": "Accepted""#, "0: accepted for delivery"),
            (#""match": "\"state\":\"Queued\"""#, #"{"state":"queued","code":"100"}"#),
        ])
        func `a mark that is mistyped texts nobody twice`(mark: String, answer: String) async throws
        {
            let send = """
                "send": { "url": "BASE/sms", "form": { "to": "{{to}}", "text": "{{text}}" },
                  "success": { \(mark) }, "error": { "code": "code" } }
                """
            let bench = try makeBench(send, lookupMode: "never") { _, _ in
                ServerReply(status: 200, body: Array(answer.utf8))
            }
            // More than three runs can take: fewer than five of the same tell nothing of a mark.
            let phones = (0..<100).map { "Ann,+4474001\(23_000 + $0)\n" }.joined()
            try bench.folder.write("first_name,phone\n" + phones, to: "list.csv")
            for _ in 1...3 {
                let run = try await bench.run(Bench.send + ["--retry-rejected"])
                #expect([1, 3].contains(run.status), "\(run)")
                #expect(try !bench.report().fates.contains("failed rejected"))
            }
            let recipients = bench.provider.requests.map {
                String(decoding: $0.body, as: UTF8.self)
            }
            #expect(Set(recipients).count == recipients.count && recipients.count >= 15)
        }

        @Test func `codes that say that a message is known prove that it was accepted`()
            async throws
        {
            let send = Self.send.replacing(
                #""optedOut": [21610]"#,
                with: #""knownAlready": [409]"#
            )
            let bench = try makeBench(send, lookupMode: "never") { _, index in
                index < 3
                    ? ServerReply(behaviour: .hangUp)
                    : .json(#"{"message": "a message with this id exists"}"#, status: 409)
            }
            #expect(try await bench.run(Bench.send).status == 1)
            let doubt = Array(repeating: "unconfirmed connection_lost", count: 3)
            #expect(try bench.report().fates == doubt)
            let run = try await bench.run(Bench.send + ["--resend-unconfirmed"])
            #expect(run.status == 0, "\(run)")
            #expect(try bench.report().fates == ["sent", "sent", "sent"])
            #expect(try bench.report()["message_id"].allSatisfy { $0.count == 36 })
        }

        @Test func `an entry that can recognise no answer is warned of, and believes no page`()
            async throws
        {
            let send = """
                "send": { "url": "BASE/sms", "json": { "to": "{{to}}", "text": "{{text}}" }, \
                "fatal": ["500"] }
                """
            let bench = try makeBench(send, lookupMode: "never") { _, _ in
                .text("<html><title>Maintenance</title></html>")
            }
            let run = try await bench.run(Bench.send)
            #expect(run.status == 1, "\(run)")
            let plan = run.errors.replacing("\n", with: " ").split(separator: " ").joined(
                separator: " "
            )
            #expect(plan.contains("has none of “success.match”, “messageID” and “error.code”"))
            #expect(plan.contains("“send.fatal” has \"500\""))
            #expect(
                try bench.report().fates == Array(repeating: "unconfirmed bad_response", count: 3))
        }

        @Test func `without lookups the plan says so, and nobody is looked up`() async throws {
            let bench = try makeBench(Self.send, script: Self.usual)
            let run = try await bench.run(Bench.send)
            #expect(
                run.status == 0 && run.errors.contains("the provider entry has no “lookup”"),
                "\(run)"
            )
            #expect(try bench.report().fates == ["sent", "sent", "sent"])
            #expect(bench.provider.requests.allSatisfy { $0.method == "POST" })
            try await bench.expectRefusal(
                ["lookup", "+12025550101"],
                saying: ["config.json: providers.mine: the entry has no \"lookup\"", "--offline"]
            )
        }

        @Test func `an entry without send looks numbers up and sends nothing`() async throws {
            let bench = try makeBench(Self.lookup, script: Self.usual)
            try await bench.expectRefusal(
                Bench.send,
                saying: ["config.json: providers.mine: the entry has no \"send\""]
            )
            let run = try await bench.run(["lookup", "--json", "+12025550150", "+12025550101"])
            #expect(
                try run.jsonLines().map { $0["line_type"] as? String } == ["fixed_line", "mobile"],
                "\(run)"
            )
        }

        @Test func `a mistake in the description, or in its variables, sends nothing`() async throws
        {
            var bench = try makeBench(
                Self.send.replacing("{{text}}", with: "{{txt}}"),
                script: Self.usual
            )
            try await bench.expectRefusal(
                Bench.send,
                saying: ["config.json:6: providers.mine.send.json.text: \"{{txt}}\" is not known"]
            )
            bench = try self.makeBench(Self.send, script: Self.usual)
            bench.environment["GW_TOKEN"] = nil
            try await bench.expectRefusal(
                Bench.send + ["--quiet"],
                saying: [
                    "config.json:5: providers.mine.send.headers.Authorization: the environment "
                        + "variable GW_TOKEN is not set"
                ]
            )
            let preview = try await bench.run([
                "send", "list.csv", "--template", "message.txt", "--dry-run",
            ])
            #expect(preview.status == 0, "\(preview)")
        }
    }
}
