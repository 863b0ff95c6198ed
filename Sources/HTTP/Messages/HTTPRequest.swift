// SPDX-License-Identifier: Apache-2.0

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

    /// The time for name resolution, connection and TLS handshake; nil: as long as the client gives every request.
    ///
    /// A request that must not leave later than that does not.
    package var connectTimeout: Duration?

    /// The path of a PEM file with the certificate authorities to trust in place of the system's.
    package var caFile: String?

    /// Whether the request must reach a server once at most: always so for a POST, and for a GET where it hands a message over.
    package var beginsOnce: Bool

    /// Whether the request is finished even when the task that sent it is cancelled, so that its outcome is known.
    package var survivesCancellation: Bool

    /// Creates a request.
    package init(
        method: Method,
        url: String,
        headers: [HTTPHeader] = [],
        body: [UInt8] = [],
        credentials: Credentials? = nil,
        timeout: Duration = .seconds(30),
        caFile: String? = nil,
        beginsOnce: Bool = false,
        survivesCancellation: Bool = false
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
    /// Method and host, such as `POST api.plivo.com`: never path, query, headers or body, which may hold secrets and numbers.
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
