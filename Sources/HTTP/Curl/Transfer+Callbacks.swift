// SPDX-License-Identifier: Apache-2.0

import CCurl

/// The functions that libcurl calls during a transfer, each with the transfer as its context.
///
/// The pointers are not retained: the event loop keeps a transfer as long as its handle is in use.
extension Transfer {
    /// Registers the callbacks with the handle.
    func setCallbacks() throws(CurlError) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        let easy = handle.pointer
        for option in [
            CURLOPT_PRIVATE, CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_READDATA, CURLOPT_PREREQDATA,
        ] {
            try handle.set(option, pointer: context)
        }
        try CurlError.check(ccurl_set_write(easy, CURLOPT_WRITEFUNCTION, Self.onBody))
        try CurlError.check(ccurl_set_write(easy, CURLOPT_HEADERFUNCTION, Self.onHeader))
        try CurlError.check(ccurl_set_read(easy, Self.onRead))
        try CurlError.check(ccurl_set_prereq(easy, Self.onBegin))
        // Whoever cannot rewind the body cannot send it twice: libcurl then gives up with CURLE_SEND_FAIL_REWIND.
        try CurlError.check(ccurl_set_seek(easy) { _, _, _ in CURL_SEEKFUNC_FAIL })
    }

    /// The transfer that was registered as a context.
    static func from(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    /// The transfer that a handle works for.
    static func from(handle: UnsafeMutableRawPointer) -> Transfer? {
        var context: UnsafeMutableRawPointer?
        return ccurl_get_private(handle, &context) == CURLE_OK ? from(context) : nil
    }

    private static let onBody: curl_write_callback = { bytes, size, count, context in
        let chunk = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return from(context)?.take(body: chunk) == true ? chunk.count : Int(CURL_WRITEFUNC_ERROR)
    }

    private static let onHeader: curl_write_callback = { bytes, size, count, context in
        let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
        return from(context)?.take(headerLine: line) == true ? line.count : Int(CURL_WRITEFUNC_ERROR)
    }

    private static let onRead: curl_read_callback = { bytes, size, count, context in
        let buffer = UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
        return from(context)?.read(into: buffer) ?? Int(CURL_READFUNC_ABORT)
    }

    private static let onBegin: curl_prereq_callback = { context, _, _, _, _ in
        from(context)?.begin() == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    }
}
