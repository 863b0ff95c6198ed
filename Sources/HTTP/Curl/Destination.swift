// SPDX-License-Identifier: Apache-2.0

/// Where a request goes, and by which way it may go there.
struct Destination: Sendable, Hashable {
    /// Whether the connection is encrypted.
    let isSecure: Bool

    /// The host as libcurl understands it, an IPv6 address in brackets.
    let host: String

    /// The port.
    let port: Int

    /// Whether the host is this machine by name or address: `localhost`, 127.0.0.0/8, ::1.
    var isLoopback: Bool { host == "localhost" || host == "[::1]" || Self.isLoopbackAddress(host) }

    /// Whether the proxy of the environment may be used: never for loopback.
    var mayUseProxy: Bool { isSecure && !isLoopback }

    /// Reads a URL with libcurl's own parser, so that what is checked is what is asked for.
    ///
    /// - Throws: a failure of the kind `unsupported` for what is no URL, for other schemes than `https`, for plain HTTP to
    ///   another host than this machine, and for credentials in the URL.
    init(of url: String) throws(TransportFailure) {
        let parts = try URLParts(parsing: url)
        guard ["https", "http"].contains(parts.scheme) else {
            throw .refused("only https:// URLs are supported, not \(parts.scheme)://")
        }
        guard !parts.hasUser else {
            throw .refused("credentials in the URL of \(parts.host) are not supported: configure them on their own")
        }
        isSecure = parts.scheme == "https"
        host = parts.host
        port = parts.port
        guard isSecure || isLoopback else {
            throw .refused("plain HTTP is for this machine only: use https:// for \(parts.host)")
        }
    }

    /// Four decimal numbers, the first of them 127; libcurl has turned all other spellings into this one.
    private static func isLoopbackAddress(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

extension Destination: CustomStringConvertible {
    /// Host and port, the port only where it is not the scheme's own.
    var description: String {
        port == (isSecure ? 443 : 80) ? host : "\(host):\(port)"
    }
}
