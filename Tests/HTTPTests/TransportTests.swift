// SPDX-License-Identifier: Apache-2.0

import HTTP
import Pacing
import LoopbackServer
import TestSupport
import Testing

/// What goes over the wire, and what comes back.
@Suite(.timeLimit(.minutes(1))) struct TransportTests {
    /// Sends requests to a server and returns what it saw and what it answered.
    private func exchange(
        _ requests: [(String) -> HTTPRequest],
        reply: @escaping LoopbackServer.Handler = { _ in .text("done") }
    ) async throws -> (seen: [ServerRequest], responses: [HTTPResponse]) {
        let seen = Journal<ServerRequest>()
        let server = try LoopbackServer.start { request in
            seen.append(request)
            return reply(request)
        }
        defer { server.stop() }
        let responses = try await withTransport { transport in
            var responses: [HTTPResponse] = []
            for request in requests {
                responses.append(try await transport.send(request(server.baseURL)))
            }
            return responses
        }
        return (seen.entries, responses)
    }

    @Test func `a POST arrives as it was given`() async throws {
        let (seen, responses) = try await exchange([{ .post($0 + "/a%20b?c=d", "text: žluť") }])
        let request = try #require(seen.first)
        #expect(request.method == "POST")
        #expect(request.target == "/a%20b?c=d")
        #expect(request.text == "text: žluť")
        #expect(request[header: "Content-Type"] == "text/plain")
        #expect(request[header: "User-Agent"] == "sms-campaign/test")
        for unwanted in [
            "Expect", "Authorization", "Transfer-Encoding", "Cookie",
        ] {
            #expect(request[header: unwanted] == nil)
        }
        #expect(responses.first?.status == 200)
        #expect(responses.first?.body == Array("done".utf8))
    }

    @Test(arguments: [0, 1, 16_383, 16_384, 70_000, 900_000])
    func `bodies of any length go there and back`(count: Int) async throws {
        let body = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 7) }
        let (seen, responses) = try await exchange([
            { HTTPRequest(method: .post, url: $0, body: body) }
        ]) { request in
            ServerReply(body: request.body)
        }
        #expect(seen.first?.body == body)
        #expect(seen.first?[header: "Content-Type"] == nil)
        #expect(responses.first?.body == body)
    }

    @Test func `credentials go with the first request`() async throws {
        let credentials = Credentials(user: "MAXXXX", password: "pa:ss word")
        let (seen, _) = try await exchange([
            { HTTPRequest(method: .get, url: $0, credentials: credentials) }
        ])
        #expect(seen.map { $0[header: "Authorization"] } == ["Basic TUFYWFhYOnBhOnNzIHdvcmQ="])
    }

    @Test func `an answer of 401 is not followed by another try`() async throws {
        let credentials = Credentials(user: "user", password: "wrong")
        let (seen, responses) = try await exchange([
            { HTTPRequest(method: .post, url: $0, body: [1], credentials: credentials) }
        ]) { _ in
            ServerReply(
                status: 401,
                headers: [ServerField("WWW-Authenticate", "Basic realm=\"x\"")]
            )
        }
        #expect(seen.count == 1)
        #expect(responses.map(\.status) == [401])
    }

    @Test func `headers are sent in their order, empty ones too`() async throws {
        let headers = [
            HTTPHeader("X-B", "2"), HTTPHeader("X-Empty", ""), HTTPHeader("x-a", "1; x=\"y\""),
        ]
        let (seen, _) = try await exchange([
            { HTTPRequest(method: .get, url: $0, headers: headers) }
        ])
        let sent = try #require(seen.first).headers.filter { $0.name.lowercased().hasPrefix("x-") }
        #expect(sent.map(\.name) == ["X-B", "X-Empty", "x-a"])
        #expect(sent.map(\.value) == ["2", "", "1; x=\"y\""])
    }

    @Test(arguments: [200, 202, 204, 301, 302, 303, 307, 308, 400, 404, 417, 429, 500, 503])
    func `every status is an answer, and no redirect is followed`(status: Int) async throws {
        let (seen, responses) = try await exchange([{ .post($0, "text") }]) { _ in
            ServerReply(
                status: status,
                headers: [ServerField("Location", "/elsewhere"), ServerField("Retry-After", "3")]
            )
        }
        #expect(seen.count == 1)
        #expect(responses.first?.status == status)
        #expect(responses.first?[header: "location"] == "/elsewhere")
        #expect(responses.first?.retryAfter == .seconds(.seconds(3)))
    }

    @Test func `one connection serves one request after another`() async throws {
        // GETs, because a POST takes no connection that was idle for two seconds, and a busy
        // machine can make it wait so long.
        let requests = (0..<10).map { number in
            { (url: String) in HTTPRequest.get(url + "/\(number)") }
        }
        let (seen, _) = try await exchange(requests)
        #expect(seen.map(\.path) == (0..<10).map { "/\($0)" })
        #expect(Set(seen.map(\.connection)) == [1])
    }

    @Test func `many requests at once each get their own answer`() async throws {
        let server = try LoopbackServer.start { request in ServerReply(body: request.body) }
        defer { server.stop() }
        let url = server.baseURL
        let answers = try await withTransport { transport in
            try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
                for number in 0..<300 {
                    group.addTask {
                        (number, try await transport.send(.post(url, "text \(number)")).body)
                    }
                }
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
        }
        #expect(answers.count == 300)
        #expect(answers.allSatisfy { $0.value == Array("text \($0.key)".utf8) })
    }

    @Test func `fields of an interim answer are not taken for those of the answer`() async throws {
        let server = try RawServer { connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
            connection.answer(status: "202 Accepted", headers: "X-Id:  7 \r\nX-Id: 8\r\n")
        }
        defer { server.stop() }
        let response = try await withTransport { try await $0.send(.get(server.url())) }
        #expect(response.status == 202)
        #expect(response[header: "Link"] == nil)
        #expect(response.headers.map(\.value) == ["7", "8", "2"])
    }
}
