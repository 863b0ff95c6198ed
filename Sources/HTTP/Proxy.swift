// SPDX-License-Identifier: Apache-2.0

import Basics

import class Foundation.ProcessInfo

/// The proxy on the way to a destination, for sentences: where it is and who named it.
///
/// libcurl reads the environment itself and tells nobody what it found; this follows its rules
/// (libcurl-env(3), `CURLOPT_NOPROXY(3)`).
struct Proxy: Sendable, Hashable {
    /// Host and port; nil where the text is not plainly such an address, and may hold a password
    /// where the host belongs.
    let place: String?
    /// The environment's variable; nil where the caller named the proxy.
    let variable: String?
    /// Whether it is asked for a tunnel in HTTP, so that it answers before the destination is
    /// reached; a SOCKS proxy gives no status.
    let isHTTP: Bool
    /// Whether the way to the proxy itself is encrypted.
    let isEncrypted: Bool

    /// The variables for `https://` in the order in which libcurl looks at them.
    private static let variables = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]

    /// Finds the proxy for a destination; nil where there is none.
    ///
    /// - Parameters:
    ///   - destination: where the request goes.
    ///   - named: the proxy that the caller named; nil: the environment's.
    ///   - environment: the process's variables.
    init?(
        to destination: Destination, named: String?,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        guard destination.mayUseProxy else { return nil }
        if let named, !named.isEmpty {
            self.init(text: named, variable: nil)
            return
        }
        let found = Self.variables.first { !environment[$0, default: ""].isEmpty }
        let exempt = ["no_proxy", "NO_PROXY"].lazy.compactMap { environment[$0] }.first {
            !$0.isEmpty
        }
        guard let found, let text = environment[found],
            !Self.isExempt(destination.host, by: exempt ?? "")
        else { return nil }
        self.init(text: text, variable: found)
    }

    private init(text: String, variable: String?) {
        let scheme =
            text.firstRange(of: "://").map { text[..<$0.lowerBound].lowercased() } ?? "http"
        let rest = text.firstRange(of: "://").map { text[$0.upperBound...] } ?? text[...]
        place = Self.place(in: rest, standardPort: scheme == "https" ? 443 : 1080)
        self.variable = variable
        isHTTP = !scheme.hasPrefix("socks")
        isEncrypted = scheme == "https"
    }

    /// Host and port behind the last `@`; nil where the rest is not plainly an address.
    private static func place(in text: Substring, standardPort: Int) -> String? {
        let authority = text.prefix { !"/?#".contains($0) }
        // A password with a slash in it that is not encoded.
        guard !text[authority.endIndex...].contains("@") else { return nil }
        let address = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] }
        let form = /(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?/
        guard let match = (address ?? authority).wholeMatch(of: form) else { return nil }
        return "\(match.1):\(match.2.map(String.init) ?? "\(standardPort)")"
    }

    /// Whether the list names the host, or a domain that it belongs to.
    ///
    /// A range of addresses (`10.0.0.0/8`) is not read: then the proxy counts as not known.
    private static func isExempt(_ host: String, by list: String) -> Bool {
        let names = list.lowercased().split { $0 == "," || $0 == " " }
        let host = host.trimmingPrefix("[").prefix { $0 != "]" }
        return names.contains { name in
            if name == "*" { return true }
            if name.contains("/") { return host.allSatisfy { $0.isHexDigit || ".:".contains($0) } }
            let domain = name.drop { $0 == "." }
            return host == domain || (!domain.isEmpty && host.hasSuffix("." + domain))
        }
    }
}

extension Proxy: CustomStringConvertible {
    /// The proxy in words: `the proxy 10.0.0.1:3128 (from HTTPS_PROXY)`.
    var description: String {
        ["the proxy", place, variable.map { "(from \($0))" }].compactMap { $0 }.joined(
            separator: " ")
    }

    /// What to do about it.
    var advice: String { "check \(variable ?? "HTTPS_PROXY") and NO_PROXY" }

    /// Says that it does not answer.
    func silence(_ destination: Destination) -> String {
        "\(self) does not answer, so there is no connection to \(destination): \(advice)"
    }
}
