// SPDX-License-Identifier: Apache-2.0

/// A request that has been checked and may be sent.
struct Order: Sendable {
    let request: HTTPRequest
    let destination: Destination

    /// Checks a request before anything of it leaves.
    ///
    /// - Throws: a failure of the kind `unsupported`, certainly not sent.
    init(checking request: HTTPRequest) throws(TransportFailure) {
        destination = try Destination(of: request.url)
        self.request = request
        for header in request.headers {
            guard Self.isSafe(name: header.name), Self.isSafe(value: header.value) else {
                throw .refused(
                    "a header of the request to \(destination) holds a character that HTTP does not allow there"
                )
            }
        }
        if let credentials = request.credentials {
            guard !credentials.user.contains(":"), Self.isSafe(value: credentials.user + credentials.password) else {
                throw .refused("the credentials for \(destination) hold a character that HTTP Basic does not allow")
            }
        }
    }

    /// The characters of a token (RFC 9110 §5.6.2).
    private static func isSafe(name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy(tokenBytes.contains)
    }

    private static let tokenBytes = Set(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8
    )

    /// No control characters: a line break would begin a header of its own.
    private static func isSafe(value: String) -> Bool {
        value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
    }
}
