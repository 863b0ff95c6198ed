// SPDX-License-Identifier: Apache-2.0

import Basics

/// One HTTP request, as a value.
package struct HTTPRequest: Sendable, Hashable {
    /// The methods that the program uses.
    package enum Method: String, Sendable, Hashable {
        /// Asks; may be repeated at will, unless ``HTTPRequest/beginsOnce`` says otherwise.
        case get = "GET"

        /// Hands over a message; never repeated unless it is certain that it was not read.
        case post = "POST"
    }

    /// GET or POST.
    package var method: Method

    /// The absolute URL, already percent-encoded, without credentials.
    package var url: String

    /// Header fields, sent in this order.
    package var headers: [HTTPHeader]

    /// The body of a POST.
    package var body: [UInt8]

    /// The account for HTTP Basic authentication.
    package var credentials: Credentials?

    /// The time for the whole request, from name resolution to the last byte of the answer.
    package var timeout: Duration

    /// The time for name resolution, connection and TLS handshake; nil: as long as the client gives
    /// every request.
    ///
    /// A request that must not leave later than that does not.
    package var connectTimeout: Duration?

    /// The path of a PEM file with the certificate authorities to trust in place of the system's.
    package var caFile: String?

    /// Whether the request must reach a server once at most: always so for a POST, and for a GET
    /// where it hands a message over.
    package var beginsOnce: Bool

    /// Whether the request is finished even when the task that sent it is cancelled, so that its
    /// outcome is known.
    package var survivesCancellation: Bool

    package init(
        method: Method, url: String, headers: [HTTPHeader] = [], body: [UInt8] = [],
        credentials: Credentials? = nil, timeout: Duration = .seconds(30), caFile: String? = nil,
        beginsOnce: Bool = false, survivesCancellation: Bool = false
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.credentials = credentials
        self.timeout = timeout
        self.caFile = caFile
        self.beginsOnce = beginsOnce || method == .post
        self.survivesCancellation = survivesCancellation
    }
}

extension HTTPRequest: CustomStringConvertible, CustomDebugStringConvertible {
    /// Method and host, such as `POST api.plivo.com`: never path, query, headers or body, which may
    /// hold secrets and numbers.
    package var description: String { "\(method.rawValue) \(authority)" }

    /// The same, so that a debugger or a failing test shows no secret either.
    package var debugDescription: String { description }

    /// Host and port as they stand in the URL, without user information.
    private var authority: String {
        let scheme = url.prefix { $0 != ":" }
        let rest = url.dropFirst(scheme.count)
        guard rest.hasPrefix("://") else { return "(no host)" }
        let authority = rest.dropFirst(3).prefix { !"/?#\\".contains($0) }
        return String(authority.split(separator: "@", omittingEmptySubsequences: false).last ?? "")
    }
}

/// A whole answer: status, header fields and body.
package struct HTTPResponse: Sendable, Hashable {
    /// The status code, such as 202.
    package var status: Int

    /// The header fields in the order received.
    package var headers: [HTTPHeader]

    /// The body, decoded where it came compressed.
    package var body: [UInt8]

    /// Creates an answer.
    package init(status: Int, headers: [HTTPHeader] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The value of the first header field with this name, ignoring case.
    package subscript(header name: String) -> String? { headers.first(named: name) }

    /// Whether the status is one of success (RFC 9110 §15.3).
    package var isSuccess: Bool { (200...299).contains(status) }

    /// When the server wants to be asked again, if it says so in a form that can be understood.
    ///
    /// A date is meant by the server's clock: where the answer tells what that shows (`Date`), it
    /// becomes a delay, and a clock of ours that is wrong changes nothing.
    package var retryAfter: RetryAfter? {
        let value = self[header: "Retry-After"].flatMap(RetryAfter.init(parsing:))
        guard case .date = value, let date = self[header: "Date"].flatMap(HTTPDate.date(parsing:))
        else { return value }
        return value.map { .seconds($0.delay(from: date)) }
    }
}

extension HTTPResponse: CustomStringConvertible, CustomDebugStringConvertible {
    /// Status and size; header values and body may hold secrets and numbers.
    package var description: String { "status \(status), \(body.count) bytes" }

    /// The same, so that a debugger or a failing test shows no secret either.
    package var debugDescription: String { description }
}

/// One header field of a request or an answer.
package struct HTTPHeader: Sendable, Hashable {
    /// The field's name, as written.
    package var name: String

    /// The field's value, which may be a secret and is therefore never part of a description.
    package var value: String

    /// Creates a field, such as `HTTPHeader("Content-Type", "application/json")`.
    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension HTTPHeader: CustomStringConvertible, CustomDebugStringConvertible {
    /// The name alone.
    package var description: String { "\(name): (hidden)" }

    /// The name alone, for a debugger or a failing test too.
    package var debugDescription: String { description }
}

extension Sequence<HTTPHeader> {
    /// The value of the first field with this name, ignoring case (RFC 9110 §5.1).
    package func first(named name: String) -> String? {
        let wanted = name.lowercased()
        return first { $0.name.lowercased() == wanted }?.value
    }
}

/// A user name and a password for HTTP Basic authentication (RFC 7617), sent with the first request
/// without being asked.
package struct Credentials: Sendable, Hashable {
    /// The user name; it must not hold a colon.
    package var user: String

    package var password: String

    /// Creates credentials for one account.
    package init(user: String, password: String) {
        self.user = user
        self.password = password
    }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible {
    /// Says that there are credentials, and not which.
    package var description: String { "(credentials)" }

    /// Says that there are credentials, and not which, for a debugger or a failing test too.
    package var debugDescription: String { description }
}

/// Something that carries a request to a server and brings the answer back.
package protocol HTTPTransport: Sendable {
    /// Sends the request once and returns the answer, whatever its status.
    ///
    /// An implementation never repeats a POST and never follows a redirect.
    ///
    /// - Throws: ``TransportFailure`` where there is no whole answer; when the task is cancelled,
    ///   of the kind `cancelled`.
    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse

    /// Sends the request once if it still may leave when its connection stands, and returns the
    /// answer, whatever its status.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - mayLeave: asked when the first byte is about to leave, on any thread; it must answer at
    ///     once. Where a request that may be repeated leaves again on another connection, it is
    ///     asked again.
    /// - Throws: as ``send(_:)``; of the kind `held` where the answer was no: then nothing was
    ///   sent, and the connection is kept for the next request.
    func send(
        _ request: HTTPRequest, ifAllowed mayLeave: @escaping @Sendable () -> Bool
    ) async throws(TransportFailure) -> HTTPResponse
}

extension HTTPTransport {
    /// Asks at once: for ways to a server without connections.
    package func send(
        _ request: HTTPRequest, ifAllowed mayLeave: @escaping @Sendable () -> Bool
    ) async throws(TransportFailure) -> HTTPResponse {
        guard mayLeave() else { throw .held }
        return try await send(request)
    }
}
