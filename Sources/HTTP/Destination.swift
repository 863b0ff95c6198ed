// SPDX-License-Identifier: Apache-2.0

import Basics
import CCurl

/// Where a request goes, and by which way it may go there.
struct Destination: Sendable, Hashable {
    /// Whether the connection is encrypted.
    let isSecure: Bool

    /// The host as libcurl understands it, an IPv6 address in brackets.
    let host: String

    let port: Int

    /// Whether the host is this machine; libcurl has turned all spellings of an address into one.
    var isLoopback: Bool { LoopbackHost.contains(host) }

    /// Whether the proxy of the environment may be used: never for loopback.
    var mayUseProxy: Bool { isSecure && !isLoopback }

    /// Reads a URL with libcurl's own parser, so that what is checked is what is asked for.
    ///
    /// - Throws: a failure of the kind `unsupported` for what is no URL, for other schemes than
    ///   `https`, for plain HTTP to another host than this machine, and for credentials in the URL.
    init(of url: String) throws(TransportFailure) {
        let parts = try URLParts(parsing: url)
        guard ["https", "http"].contains(parts.scheme) else {
            throw .refused("only https:// URLs are supported, not \(parts.scheme)://")
        }
        guard !parts.hasUser else {
            throw .refused(
                "credentials in the URL of \(parts.host) are not supported: configure them on their own"
            )
        }
        isSecure = parts.scheme == "https"
        host = parts.host
        port = parts.port
        guard isSecure || isLoopback else {
            throw .refused("plain HTTP is for this machine only: use https:// for \(parts.host)")
        }
    }
}

extension Destination: CustomStringConvertible {
    /// Host and port, the port only where it is not the scheme's own.
    var description: String { port == (isSecure ? 443 : 80) ? host : "\(host):\(port)" }
}

/// The parts of a URL that decide where a request goes, taken apart by libcurl.
struct URLParts: Sendable, Hashable {
    let scheme: String
    let host: String
    let port: Int
    let hasUser: Bool

    /// Takes a URL apart.
    ///
    /// - Throws: a failure of the kind `unsupported`, which does not show the URL.
    init(parsing url: String) throws(TransportFailure) {
        // A zero byte would end the C string early, and a space or control character has no place
        // in a URL.
        guard url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), let handle = curl_url() else {
            throw Self.malformed
        }
        defer { curl_url_cleanup(handle) }
        guard curl_url_set(handle, CURLUPART_URL, url, 0) == CURLUE_OK,
            let scheme = Self.part(CURLUPART_SCHEME, of: handle),
            let host = Self.part(CURLUPART_HOST, of: handle),
            let port = Self.part(CURLUPART_PORT, of: handle, flags: UInt32(CURLU_DEFAULT_PORT))
                .flatMap({ Int($0) })
        else { throw Self.malformed }
        self.scheme = scheme.lowercased()
        self.host = host.lowercased()
        self.port = port
        hasUser = [CURLUPART_USER, CURLUPART_PASSWORD].contains { Self.part($0, of: handle) != nil }
    }

    private static let malformed = TransportFailure.refused(
        "the address is no URL: it must look like https://host/path")

    private static func part(
        _ part: CURLUPart, of handle: OpaquePointer, flags: UInt32 = 0
    ) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}

/// A request that has been checked and may be sent.
struct Order: Sendable {
    let request: HTTPRequest
    let destination: Destination
    /// Whether the request may leave, asked when that can be.
    let mayLeave: @Sendable () -> Bool

    /// Checks a request before anything of it leaves.
    ///
    /// - Throws: a failure of the kind `unsupported`, certainly not sent.
    init(
        checking request: HTTPRequest, ifAllowed mayLeave: @escaping @Sendable () -> Bool = { true }
    ) throws(TransportFailure) {
        destination = try Destination(of: request.url)
        self.request = request
        self.mayLeave = mayLeave
        for header in request.headers {
            guard Self.isSafe(name: header.name), Self.isSafe(value: header.value) else {
                throw .refused(
                    "a header of the request to \(destination) holds a character that HTTP does not allow there"
                )
            }
        }
        if let credentials = request.credentials {
            guard !credentials.user.contains(":"),
                Self.isSafe(value: credentials.user + credentials.password)
            else {
                throw .refused(
                    "the credentials for \(destination) hold a character that HTTP Basic does not allow"
                )
            }
        }
    }

    /// The characters of a token (RFC 9110 §5.6.2).
    private static func isSafe(name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy(tokenBytes.contains)
    }

    private static let tokenBytes = Set(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    /// No control characters: a line break would begin a header of its own.
    private static func isSafe(value: String) -> Bool {
        value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
    }
}
