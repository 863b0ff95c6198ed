// SPDX-License-Identifier: Apache-2.0

import Foundation
import Sandbox
import TestSupport

/// Talks to a sandbox byte by byte, a connection for each request.
struct SandboxClient {
    /// What came back.
    struct Answer {
        let status: Int
        let head: String
        let body: String

        /// The body as JSON; empty where it is none.
        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(body.utf8))) as? [String: Any] ?? [:]
        }

        /// The value at a path of keys, as text; `null` for JSON's null, empty where there is none.
        subscript(_ keys: String...) -> String {
            var value: Any? = json
            for key in keys { value = (value as? [String: Any])?[key] }
            if value is NSNull { return "null" }
            if let list = value as? [String] { return list.joined(separator: ",") }
            return value.map { "\($0)" } ?? ""
        }
    }

    let sandbox: Sandbox
    var user: String?
    /// The lines of the `Host` header.
    var hosts = ["Host: 127.0.0.1"]

    /// The path of the account's messages.
    var messages: String { "/v1/Account/\(sandbox.authID)/Message/" }

    func get(_ target: String) throws -> Answer {
        try call("GET", target)
    }

    func lookUp(_ number: String) throws -> Answer {
        try get("/v1/Number/\(number)?type=carrier")
    }

    func send(
        to destination: String,
        _ text: String = "hello",
        from source: String = "+12025550199"
    ) throws -> Answer {
        try post(#"{"src": "\#(source)", "dst": "\#(destination)", "text": "\#(text)"}"#)
    }

    func post(_ body: String, type: String = "application/json") throws -> Answer {
        try call("POST", messages, body: body, type: type)
    }

    /// Sends a request and reads to the end of the connection.
    func call(
        _ method: String,
        _ target: String,
        body: String = "",
        type: String? = nil
    ) throws -> Answer {
        let client = try RawClient(port: sandbox.port)
        client.send(request(method, target, body: body, type: type))
        return Self.answer(in: try client.receiveAll())
    }

    /// The bytes of a request.
    func request(
        _ method: String,
        _ target: String,
        body: String = "",
        type: String? = nil
    ) -> String {
        let credentials = Data((user ?? "\(sandbox.authID):\(sandbox.authToken)").utf8)
            .base64EncodedString()
        let typeLine = type.map { "Content-Type: \($0)\r\n" } ?? ""
        return
            "\(method) \(target) HTTP/1.1\r\n\(hosts.map { $0 + "\r\n" }.joined())"
            + "Authorization: Basic "
            + "\(credentials)\r\n\(typeLine)"
            + "Connection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    private static func answer(in text: String) -> Answer {
        guard let end = text.firstRange(of: "\r\n\r\n") else {
            return Answer(status: 0, head: "", body: text)
        }
        let head = String(text[..<end.lowerBound])
        let status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return Answer(status: status, head: head, body: String(text[end.upperBound...]))
    }
}
