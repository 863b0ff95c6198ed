// SPDX-License-Identifier: Apache-2.0

import CCurl

/// What is known about a transfer that gave no answer.
struct CurlEvidence: Sendable {
    /// libcurl's verdict.
    var code: CURLcode

    /// Whether libcurl was ever about to write the request to a connection.
    ///
    /// It asks before every try, after name resolution, connection, proxy tunnel and TLS handshake. Its counters of sent
    /// bytes would not do: they count what was said to a proxy as well.
    var hasBegun = false

    /// Whether our own limit on the answer's size ended it.
    var isTooLarge = false

    /// The status with which a proxy answered the wish for a tunnel; 0 without one.
    var proxyStatus = 0

    /// libcurl's own words, shown for failures of TLS only: there they name host and certificate, and no part of the URL.
    var words = ""
}

extension CurlEvidence {
    /// Whether the connection that could not be made was the one to the proxy.
    ///
    /// libcurl has one code for the proxy and for the server behind it; its words name the host that it tried to reach.
    func lacksProxy(to destination: Destination) -> Bool {
        guard code == CURLE_COULDNT_CONNECT, destination.mayUseProxy else { return false }
        if words.hasPrefix("Unsupported proxy") { return true }
        let host = destination.host.trimmingPrefix("[").prefix { $0 != "]" }
        return words.hasPrefix("Failed to connect to ") && !words.contains(host)
    }
}
