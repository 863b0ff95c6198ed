// SPDX-License-Identifier: Apache-2.0

import CCurl

/// One of libcurl's easy handles, which is kept for reuse.
///
/// It lives and dies on the event thread.
final class EasyHandle {
    /// The handle itself.
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

    func set(_ option: CURLoption, _ isOn: Bool) throws(CurlError) {
        try set(option, isOn ? 1 : 0)
    }

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
    func collectErrorText() throws(CurlError) {
        try set(CURLOPT_ERRORBUFFER, pointer: errorBuffer)
    }

    func number(_ info: CURLINFO) -> Int {
        var value = 0
        return ccurl_get_long(pointer, info, &value) == CURLE_OK ? value : 0
    }

    func size(_ info: CURLINFO) -> Int {
        var value: curl_off_t = 0
        return ccurl_get_offset(pointer, info, &value) == CURLE_OK ? Int(value) : 0
    }
}
