// SPDX-License-Identifier: Apache-2.0

import CCurl

/// One of libcurl's easy handles, which is kept for reuse.
///
/// It lives and dies on the event thread.
final class EasyHandle {
    let pointer: UnsafeMutableRawPointer

    /// Where libcurl writes down what went wrong.
    private let errorBuffer: UnsafeMutablePointer<CChar>

    /// Makes a handle; nil where there is no memory for one.
    init?() {
        guard let pointer = curl_easy_init() else { return nil }
        self.pointer = pointer
        errorBuffer = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorBuffer.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        curl_easy_cleanup(pointer)
        errorBuffer.deallocate()
    }

    /// Forgets all options of the last request; connections are the multi handle's and stay.
    func reset() {
        curl_easy_reset(pointer)
        errorBuffer[0] = 0
    }

    /// libcurl's own words on the last failure, or nothing.
    var errorText: String { String(cString: errorBuffer) }

    func set(_ option: CURLoption, _ value: Int) throws(CurlError) {
        try CurlError.check(ccurl_set_long(pointer, option, value))
    }

    func set(_ option: CURLoption, _ isOn: Bool) throws(CurlError) { try set(option, isOn ? 1 : 0) }

    func set(_ option: CURLoption, size: Int) throws(CurlError) {
        try CurlError.check(ccurl_set_offset(pointer, option, curl_off_t(size)))
    }

    /// Sets a string, which libcurl copies.
    func set(_ option: CURLoption, _ value: String) throws(CurlError) {
        try CurlError.check(ccurl_set_string(pointer, option, value))
    }

    func set(_ option: CURLoption, pointer value: UnsafeMutableRawPointer?) throws(CurlError) {
        try CurlError.check(ccurl_set_pointer(pointer, option, value))
    }

    /// Lets libcurl write its words into the buffer.
    func collectErrorText() throws(CurlError) { try set(CURLOPT_ERRORBUFFER, pointer: errorBuffer) }

    func number(_ info: CURLINFO) -> Int {
        var value = 0
        return ccurl_get_long(pointer, info, &value) == CURLE_OK ? value : 0
    }

    func size(_ info: CURLINFO) -> Int {
        var value: curl_off_t = 0
        return ccurl_get_offset(pointer, info, &value) == CURLE_OK ? Int(value) : 0
    }
}

extension EasyHandle {
    /// Sets the options for one request on a handle that has been reset.
    func prepare(for order: Order, _ configuration: CurlTransport.Configuration) throws(CurlError) {
        try collectErrorText()
        try set(CURLOPT_NOSIGNAL, true)
        try set(CURLOPT_USERAGENT, configuration.userAgent)
        try setTimeouts(for: order.request, configuration)
        try setDestination(order, proxy: configuration.proxy)
        try setTrust(order.request)
        try setMethod(order.request)
        try set(CURLOPT_MAXFILESIZE_LARGE, size: configuration.largestBody)
        // Asks for answers as they are, and lets libcurl decode those that come compressed all the
        // same (RFC 9110 §12.5.3). What it hands on, and what is counted, is decoded.
        try set(CURLOPT_ACCEPT_ENCODING, "identity")
        if let credentials = order.request.credentials {
            try CurlError.check(ccurl_set_basic_auth(pointer))
            try set(CURLOPT_USERNAME, credentials.user)
            try set(CURLOPT_PASSWORD, credentials.password)
        }
    }

    private func setTimeouts(
        for request: HTTPRequest, _ configuration: CurlTransport.Configuration
    ) throws(CurlError) {
        try set(CURLOPT_TIMEOUT_MS, request.timeout.curlMilliseconds)
        let connectTimeout = [
            request.timeout, configuration.connectTimeout, request.connectTimeout,
        ].compactMap { $0 }.min()
        try set(CURLOPT_CONNECTTIMEOUT_MS, (connectTimeout ?? request.timeout).curlMilliseconds)
        // An answer that no longer counts must not hold up the event thread while a name server is
        // silent. Newer than the oldest libcurl that will do, so a refusal is no failure.
        try? set(CURLOPT_QUICK_EXIT, true)
    }

    private func setDestination(_ order: Order, proxy: String?) throws(CurlError) {
        try set(CURLOPT_PROTOCOLS_STR, order.destination.isSecure ? "https" : "http")
        try set(CURLOPT_FOLLOWLOCATION, false)
        try set(CURLOPT_URL, order.request.url)
        try set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        try set(CURLOPT_TCP_NODELAY, true)
        try set(CURLOPT_TCP_KEEPALIVE, true)
        try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true)
        if !order.destination.mayUseProxy {
            // The empty string turns off what the environment says, too.
            try set(CURLOPT_PROXY, "")
        } else if let proxy {
            try set(CURLOPT_PROXY, proxy)
        }
    }

    /// Certificate and host name are verified, always, and TLS 1.2 is the oldest version that is
    /// spoken: RFC 8996 deprecates those before it.
    ///
    /// Where no authority's file is named, the system's are trusted.
    private func setTrust(_ request: HTTPRequest) throws(CurlError) {
        try set(CURLOPT_SSL_VERIFYPEER, 1)
        try set(CURLOPT_SSL_VERIFYHOST, 2)
        try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        try set(CURLOPT_PROXY_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let caFile = request.caFile { try set(CURLOPT_CAINFO, caFile) }
    }

    private func setMethod(_ request: HTTPRequest) throws(CurlError) {
        switch request.method {
        case .get: try set(CURLOPT_HTTPGET, true)
        case .post:
            try set(CURLOPT_POST, true)
            try set(CURLOPT_POSTFIELDSIZE_LARGE, size: request.body.count)
        }
        // Servers close idle connections when they like, and a message on one that is just being
        // closed has an unknown outcome. libcurl counts whole seconds: 1 allows connections idle
        // for less than two.
        if request.beginsOnce { try set(CURLOPT_MAXAGE_CONN, 1) }
    }
}

extension Duration {
    /// Whole milliseconds as libcurl takes them, at least 1, because 0 would mean "for ever".
    fileprivate var curlMilliseconds: Int {
        let longest = Duration.seconds(86_400)
        return max(1, Int((min(self, longest) / .milliseconds(1)).rounded(.up)))
    }
}
