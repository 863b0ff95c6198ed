// SPDX-License-Identifier: Apache-2.0

/// Why the bytes of a client are not answered by the handler; the raw value is the status of the answer.
enum RequestRefusal: Int, Error, Hashable {
    /// The bytes are not HTTP/1.1 (RFC 9112).
    case malformed = 400
    /// The body is larger than the server takes.
    case bodyTooLarge = 413
    /// The header is larger than the server takes.
    case headerTooLarge = 431
    /// A transfer coding other than `chunked`.
    case unknownCoding = 501
    /// A version other than HTTP/1.0 and HTTP/1.1.
    case unknownVersion = 505
}
