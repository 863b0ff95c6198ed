// SPDX-License-Identifier: Apache-2.0

import Foundation
import Sandbox
import Basics
import TestSupport
import Testing

@Suite struct RecordHandlerTests {
    private let clock = TestClock()
    private let client: SandboxClient

    init() throws {
        let clock = clock
        client = SandboxClient(sandbox: try .start(options: .quick, date: { clock.date }))
    }

    private func send(_ number: String, _ text: String = "x") throws -> String {
        try client.send(to: number, text)["message_uuid"]
    }

    @Test(arguments: [
        ("+12025550101", 0.0, "queued", "null"), ("+12025550101", 1, "sent", "null"),
        ("+12025550101", 3, "delivered", "000"), ("+12025550180", 3, "undelivered", "80"),
        ("+12025550181", 2, "failed", "30"), ("+12025550182", 9999, "sent", "null"),
        ("+12025550183", 3, "undelivered", "200"), ("+12025550150", 3, "undelivered", "50"),
        ("+12025550174", 3, "delivered", "000"),
    ])
    func `a message's state follows its number and the time`(
        number: String,
        seconds: Double,
        state: String,
        code: String
    ) throws {
        var id = try send(number)
        if id.isEmpty { id = try #require(try client.sandbox.messages().first?.uuid) }
        clock.advance(seconds)
        let answer = try client.get("\(client.messages)\(id)/")
        #expect(answer.status == 200)
        #expect(answer["message_state"] == state)
        #expect(answer["error_code"] == code)
        #expect(answer["to_number"] == String(number.dropFirst()))
    }

    @Test func `a message is billed by the segment, a failed one not at all`() throws {
        let long = try client.get(
            "\(client.messages)\(try send("+12025550101", String(repeating: "a", count: 161)))/"
        )
        #expect(long["units"] == "2")
        #expect(long["total_amount"] == "0.01580")
        let failed = try send("+12025550181")
        clock.advance(5)
        #expect(try client.get("\(client.messages)\(failed)/")["total_amount"] == "0.00000")
    }

    @Test func `the time is written as Plivo writes it`() throws {
        let answer = try client.get("\(client.messages)\(try send("+12025550101"))/")
        #expect(answer["message_time"] == "2026-03-01 12:00:00.250000+00:00")
    }

    @Test func `the text is not told`() throws {
        let answer = try client.get(
            "\(client.messages)\(try send("+12025550101", "secret words"))/"
        )
        #expect(!answer.body.contains("secret words"))
    }

    @Test func `an unknown id is not found`() throws {
        #expect(try client.get("\(client.messages)none/").status == 404)
    }

    @Test func `the list is filtered by recipient, sender and time`() throws {
        let first = try send("+12025550101")
        clock.advance(60)
        let second = try send("+12025550101")
        _ = try send("+12025550102")
        #expect(try ids("to_number=12025550101") == [second, first])
        #expect(try ids("to_number=%2B12025550101&from_number=12025550199") == [second, first])
        #expect(try ids("from_number=13") == [])
        #expect(
            try ids("to_number=12025550101&message_time__gte=2026-03-01%2012:00:30") == [second]
        )
        #expect(try ids("to_number=12025550101&message_time__lt=2026-03-01+12:01:00.25") == [first])
        #expect(
            try ids("to_number=12025550101&message_time__lte=2026-03-01+12:01:00.25").count == 2
        )
        #expect(
            try ids("to_number=12025550101&message_time__gt=2026-03-01+12:00:00.25") == [second]
        )
        #expect(try ids("message_state=delivered") == [first])
        #expect(try ids("message_direction=inbound") == [])
    }

    @Test func `the list comes in pages`() throws {
        for _ in 0..<25 { _ = try send("+12025550101") }
        let first = try client.get(client.messages)
        #expect((first.json["objects"] as? [Any])?.count == 20)
        #expect(first["meta", "total_count"] == "25")
        #expect(first["meta", "next"].hasSuffix("limit=20&offset=20"))
        #expect(first["meta", "previous"] == "null")
        let second = try client.get("\(client.messages)?limit=20&offset=20")
        #expect((second.json["objects"] as? [Any])?.count == 5)
        #expect(second["meta", "next"] == "null")
    }

    @Test(arguments: ["limit=21", "limit=0", "offset=-1", "message_time__gte=yesterday", "to=1202"])
    func `a parameter without meaning is refused`(query: String) throws {
        #expect(try client.get("\(client.messages)?\(query)").status == 400)
    }

    private func ids(_ query: String) throws -> [String] {
        let objects =
            try client.get("\(client.messages)?\(query)").json["objects"] as? [[String: Any]] ?? []
        return objects.compactMap { $0["message_uuid"] as? String }
    }
}

/// A wall clock that stands still until it is moved.
final class TestClock: Sendable {
    private let time = Guarded(Date(timeIntervalSince1970: 1_772_366_400.25))

    var date: Date { time.withLock { $0 } }

    func advance(_ seconds: Double) {
        time.withLock { $0 += seconds }
    }
}
