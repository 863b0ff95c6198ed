// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Checks the addresses that a provider entry may name.
enum ServiceAddress {
    /// Returns the address without trailing slashes, or nil when it is none that may be used.
    ///
    /// HTTPS is needed, save for loopback. User names, queries and fragments have no place in it: they would travel with every request and
    /// could be shown.
    static func normalized(_ text: String) -> String? {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased() else { return nil }
        guard let host = parts.host, !host.isEmpty, parts.user == nil, parts.password == nil else { return nil }
        guard parts.query == nil, parts.fragment == nil else { return nil }
        guard scheme == "https" || (scheme == "http" && isLoopback(host)) else { return nil }
        return String(text.reversed().drop { $0 == "/" }.reversed())
    }

    /// Whether a host is this machine whatever any name server says.
    static func isLoopback(_ host: String) -> Bool {
        let name = host.lowercased()
        if name == "localhost" || name == "[::1]" || name == "::1" { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, parts.first == "127" else { return false }
        return parts.allSatisfy { UInt8($0) != nil }
    }
}
