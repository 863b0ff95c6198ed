// SPDX-License-Identifier: Apache-2.0

import Sandbox
import TestSupport
import Testing

@Suite struct SendHandlerTests {
    private let client: SandboxClient

    init() throws {
        client = SandboxClient(sandbox: try .quick())
    }

    @Test func `an accepted message gets an id and is kept as it came`() throws {
        let answer = try client.send(to: "+1 (202) 555-0101", #"Grüße, \"José\" \uD83D\uDE00"#)
        #expect(answer.status == 202)
        #expect(answer["message"] == "message(s) queued")
        let stored = try client.sandbox.messages()
        #expect(stored.map(\.uuid) == [answer["message_uuid"]])
        #expect(stored.map(\.destination) == ["12025550101"])
        #expect(stored.map(\.source) == ["12025550199"])
        #expect(stored.map(\.text) == [#"Grüße, "José" 😀"#])
    }

    @Test(arguments: [
        (#"{"dst": "+12025550101", "text": "x"}"#, "src"),
        (#"{"src": "1", "powerpack_uuid": "p", "dst": "+12025550101", "text": "x"}"#, "src"),
        (#"{"src": "A name too long", "dst": "+12025550101", "text": "x"}"#, "src"),
        (#"{"src": "+12025550199", "text": "x"}"#, "dst"),
        (#"{"src": "+12025550199", "dst": "12", "text": "x"}"#, "dst"),
        (#"{"src": "+12025550199", "dst": "+12025550101<+12025550102", "text": "x"}"#, "several"),
        (#"{"src": "+12025550199", "dst": "12025550199", "text": "x"}"#, "same"),
        (#"{"src": "+12025550199", "dst": "+12025550101", "text": ""}"#, "text"),
        (#"{"src": "+12025550199", "dst": "+12025550101", "text": 7}"#, "JSON"),
        (#"{"src": "+12025550199", "dst": "+12025550101", "text": "x", "type": "mms"}"#, "type"),
        (
            #"{"src": "+12025550199", "dst": "+12025550101", "text": "x", "message_expiry": 4}"#,
            "message_expiry"
        ),
        (
            #"{"src": "+12025550199", "dst": "+12025550101", "text": "x", "message_expiry": "#
                + #"10800}"#,
            "message_expiry"
        ),
        ("src=1&dst=2&text=x", "JSON"),
    ])
    func `a request that is no message is refused and not kept`(body: String, word: String) throws {
        let answer = try client.post(body)
        #expect(answer.status == 400)
        #expect(answer["error"].contains(word))
        #expect(try client.sandbox.messages().isEmpty)
    }

    @Test(arguments: [("a", 1600, 202), ("a", 1601, 400), ("ж", 737, 202), ("ж", 738, 400)])
    func `a text has at most the letters that Plivo takes`(
        letter: String,
        count: Int,
        status: Int
    ) throws {
        #expect(
            try client.send(to: "+12025550101", String(repeating: letter, count: count)).status
                == status
        )
    }

    @Test(arguments: [5, 10_799])
    func `a message may say when it expires`(seconds: Int) throws {
        let body =
            #"{"src": "+12025550199", "dst": "+12025550101", "text": "x", "message_expiry": "#
            + #"\#(seconds)}"#
        #expect(try client.post(body).status == 202)
    }

    @Test func `a body must be declared as JSON`() throws {
        let body = #"{"src": "+12025550199", "dst": "+12025550101", "text": "x"}"#
        #expect(try client.post(body, type: "text/plain").status == 400)
        #expect(try client.post(body, type: "application/json; charset=utf-8").status == 202)
    }

    @Test(arguments: [
        ("+12025550170", 400, 0), ("+12025550171", 400, 0), ("+12025550173", 500, 0),
        ("+12025550174", 0, 1),
        ("+12025550175", 0, 0), ("+12025550178", 202, 1), ("+12025550179", 202, 0),
        ("+12025550150", 202, 1),
    ])
    func `a mishap keeps the message or does not`(number: String, status: Int, kept: Int) throws {
        let answer = try client.send(to: number)
        #expect(answer.status == status)
        #expect(try client.sandbox.messages().count == kept)
    }

    @Test(arguments: [("+12025550176", 1), ("+12025550177", 0)])
    func `a stalled message gets no byte, kept or not`(number: String, kept: Int) throws {
        let raw = try RawClient(port: client.sandbox.port)
        let body = #"{"src": "+12025550199", "dst": "\#(number)", "text": "x"}"#
        raw.send(client.request("POST", client.messages, body: body, type: "application/json"))
        // Requests are handled in order of arrival, so the stalled one has been handled when this
        // one is answered.
        #expect(try client.lookUp("+12025550100").status == 200)
        client.sandbox.stop()
        #expect(try raw.receiveAll().isEmpty)
        #expect(try client.sandbox.messages().count == kept)
    }

    @Test func `429 is answered once for each number and says when to come again`() throws {
        let first = try client.send(to: "+12025550172")
        #expect(first.status == 429)
        #expect(first.head.contains("Retry-After: 1"))
        #expect(try client.send(to: "+12025550172").status == 202)
        #expect(try client.send(to: "+12025550172").status == 202)
        #expect(try client.send(to: "+14155550172").status == 429)
    }

    @Test func `an opted-out recipient is said in words`() throws {
        #expect(try client.send(to: "+12025550171")["error"].contains("opted out"))
    }

    @Test func `a page of HTML is not JSON`() throws {
        let answer = try client.send(to: "+12025550178")
        #expect(answer.head.contains("text/html"))
        #expect(answer.json.isEmpty)
    }

    @Test func `a number refused with 202 is named and has no id`() throws {
        let answer = try client.send(to: "+12025550179")
        #expect(answer["invalid_number"] == "12025550179")
        #expect((answer.json["message_uuid"] as? [String])?.isEmpty == true)
    }

    @Test func `credit runs out after the given number of messages`() throws {
        var options = SandboxBehaviour.quick
        options.account = .outOfCredit(afterMessages: 2)
        let client = SandboxClient(sandbox: try .start(options: options))
        let statuses = try (0..<4).map { _ in try client.send(to: "+12025550101") }
        #expect(statuses.map(\.status) == [202, 202, 402, 402])
        #expect(statuses.last?["error"] == "Insufficient Credit")
    }
}
