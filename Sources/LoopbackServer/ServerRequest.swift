// SPDX-License-Identifier: Apache-2.0

/// A request as the server has read it, whole and checked for form.
package struct ServerRequest: Sendable {
    /// The method in the letters of the request, such as `GET`.
    package let method: String
    /// The path and the query exactly as received.
    package let target: String
    /// The path with its percent-encoding undone; a `+` stays a `+`.
    package let path: String
    /// The pairs of the query in order, decoded by the rules of HTML forms (`+` is a space).
    package let query: [ServerField]
    /// The headers in order, names as received.
    package let headers: [ServerField]
    /// The body with its transfer coding undone.
    package let body: [UInt8]
    /// The number of the connection that it came on, from 1 in order of acceptance.
    package let connection: Int
    /// When its last byte had been read.
    package let receivedAt: ContinuousClock.Instant

    /// The body read as UTF-8; broken sequences become U+FFFD.
    package var text: String { String(decoding: body, as: UTF8.self) }

    /// Returns the first header of a name, whatever its letter case.
    package subscript(header name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Returns the first value of a name in the query.
    package subscript(query name: String) -> String? {
        query.first { $0.name == name }?.value
    }
}
