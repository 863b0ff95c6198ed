// SPDX-License-Identifier: Apache-2.0

import CCurl

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
        // A zero byte would end the C string early, and a space or control character has no place in a URL.
        guard url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), let handle = curl_url() else {
            throw Self.malformed
        }
        defer { curl_url_cleanup(handle) }
        guard curl_url_set(handle, CURLUPART_URL, url, 0) == CURLUE_OK,
            let scheme = Self.part(CURLUPART_SCHEME, of: handle),
            let host = Self.part(CURLUPART_HOST, of: handle),
            let port = Self.part(CURLUPART_PORT, of: handle, flags: UInt32(CURLU_DEFAULT_PORT)).flatMap({ Int($0) })
        else { throw Self.malformed }
        self.scheme = scheme.lowercased()
        self.host = host.lowercased()
        self.port = port
        hasUser = [CURLUPART_USER, CURLUPART_PASSWORD].contains { Self.part($0, of: handle) != nil }
    }

    private static let malformed = TransportFailure.refused(
        "the address is no URL: it must look like https://host/path"
    )

    private static func part(_ part: CURLUPart, of handle: OpaquePointer, flags: UInt32 = 0) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
