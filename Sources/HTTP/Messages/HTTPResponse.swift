// SPDX-License-Identifier: Apache-2.0

/// A whole answer: status, header fields and body.
package struct HTTPResponse: Sendable, Hashable {
    /// The status code, such as 202.
    package var status: Int

    /// The header fields in the order received.
    package var headers: [HTTPHeader]

    /// The body, as received (no content coding is ever asked for).
    package var body: [UInt8]

    /// Creates an answer.
    package init(status: Int, headers: [HTTPHeader] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The value of the first header field with this name, ignoring case.
    package subscript(header name: String) -> String? { headers.first(named: name) }

    /// When the server wants to be asked again, if it says so in a form that can be understood.
    package var retryAfter: RetryAfter? { self[header: "Retry-After"].flatMap(RetryAfter.init(parsing:)) }
}

extension HTTPResponse: CustomStringConvertible, CustomDebugStringConvertible {
    /// Status and size; header values and body may hold secrets and numbers.
    package var description: String { "status \(status), \(body.count) bytes" }

    /// The same, so that a debugger or a failing test shows no secret either.
    package var debugDescription: String { description }
}
