// SPDX-License-Identifier: Apache-2.0

import Basics
import LoopbackServer

import struct Foundation.Data
import struct Foundation.Date

/// Takes each request to the handler that answers it, after a look at the credentials.
struct Router: Sendable {
    private let options: SandboxBehaviour
    private let lookups: LookupHandler
    private let sends: SendHandler
    private let records: RecordHandler

    /// - Parameters:
    ///   - options: The account and its state.
    ///   - log: Where accepted messages go.
    ///   - date: The time by the wall clock.
    ///   - makeID: Makes ids, each different from all before.
    init(
        options: SandboxBehaviour, log: any SandboxLog, date: @escaping @Sendable () -> Date,
        makeID: @escaping @Sendable () -> String
    ) {
        self.options = options
        lookups = LookupHandler(options: options, makeID: makeID)
        sends = SendHandler(options: options, log: log, date: date, makeID: makeID)
        records = RecordHandler(account: options.authID, log: log, date: date, makeID: makeID)
    }

    /// Answers a request.
    func reply(to request: ServerRequest) -> ServerReply {
        let path = request.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
            .map(String.init)
        guard isForThisMachine(request) else {
            return refusal(421, "misdirected request", to: path)
        }
        guard isAuthorised(request) else { return refusal(401, "authentication failed", to: path) }
        switch path.count {
        case 3 where path[0] == "v1" && path[1] == "Number" && !path[2].isEmpty:
            guard request.method == "GET" else {
                return refusal(405, "method not allowed", to: path)
            }
            return lookups.reply(to: request, number: path[2])
        case 5...6
        where path[0] == "v1" && path[1] == "Account" && path[3] == "Message" && path.last == "":
            guard path[2] == options.authID else { return refusal(404, "not found", to: path) }
            return message(request, path)
        default: return refusal(404, "not found", to: path)
        }
    }

    private func message(_ request: ServerRequest, _ path: [String]) -> ServerReply {
        switch (request.method, path.count) {
        case ("POST", 5): sends.reply(to: request)
        case ("GET", 5): records.list(request)
        case ("GET", 6): records.status(of: path[4])
        default: refusal(405, "method not allowed", to: path)
        }
    }

    /// Whether the request was meant for a server on loopback.
    ///
    /// A web page whose own name leads to 127.0.0.1 (DNS rebinding) can make a browser ask here; it
    /// cannot change the `Host` header, which then has that name (RFC 9110 §7.2).
    private func isForThisMachine(_ request: ServerRequest) -> Bool {
        let hosts = request.headers.filter { $0.name.lowercased() == "host" }
        guard hosts.count == 1, let host = hosts.first?.value else { return false }
        return LoopbackHost.contains(Self.withoutPort(host))
    }

    /// The host of `HOST`, `HOST:PORT` or `[IPv6]:PORT`.
    private static func withoutPort(_ host: String) -> String {
        guard let colon = host.lastIndex(of: ":"), host.last != "]" else { return host }
        let port = host[host.index(after: colon)...]
        return port.isASCIIDigits ? String(host[..<colon]) : host
    }

    private func isAuthorised(_ request: ServerRequest) -> Bool {
        guard options.account != .refused else { return false }
        return options.credentials.areGiven(in: request[header: "Authorization"])
    }

    /// The two hosts of Plivo have an error format each; here both live on one.
    private func refusal(_ status: Int, _ words: String, to path: [String]) -> ServerReply {
        path.dropFirst().first == "Number"
            ? lookups.error(status, words) : sends.error(status, words)
    }
}

/// The account that the sandbox knows.
struct SandboxCredentials: Hashable, Sendable {
    let authID: String
    let authToken: String

    /// Whether the value of an `Authorization` header is HTTP Basic with these credentials (RFC
    /// 7617).
    func areGiven(in header: String?) -> Bool {
        guard let header, header.lowercased().hasPrefix("basic "),
            let bytes = Data(base64Encoded: String(header.dropFirst(6)))
        else { return false }
        return String(decoding: bytes, as: UTF8.self) == "\(authID):\(authToken)"
    }
}
