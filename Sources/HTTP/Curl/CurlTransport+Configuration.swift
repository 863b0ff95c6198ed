// SPDX-License-Identifier: Apache-2.0

extension CurlTransport {
    /// What holds for all requests of a transport.
    ///
    /// Verification of certificates is not among it: it is always on.
    package struct Configuration: Sendable, Hashable {
        /// The `User-Agent` header, such as `sms-campaign/0.1.0`.
        package var userAgent: String

        /// The time within which a connection must stand, TLS included, if the request's own time-out is not shorter.
        package var connectTimeout: Duration

        /// The number of idle connections that are kept open.
        package var idleConnections: Int

        /// The largest body of an answer, in bytes; larger ones are a failure of the kind `tooLarge`.
        package var largestBody: Int

        /// The proxy for requests that may use one; nil: the environment's (`HTTPS_PROXY`, `NO_PROXY`).
        package var proxy: String?

        /// Creates a configuration.
        package init(
            userAgent: String = "sms-campaign",
            connectTimeout: Duration = .seconds(10),
            idleConnections: Int = 64,
            largestBody: Int = 1 << 20,
            proxy: String? = nil
        ) {
            self.userAgent = userAgent
            self.connectTimeout = connectTimeout
            self.idleConnections = idleConnections
            self.largestBody = largestBody
            self.proxy = proxy
        }
    }
}
