// SPDX-License-Identifier: Apache-2.0

import CCurl

/// One request under way, on the event thread: what libcurl's callbacks read from and write to.
final class Transfer {
    let id: UInt64
    let order: Order
    let reply: Inbox.Reply
    let handle: EasyHandle
    private let headerList: HeaderList
    private let largestBody: Int
    /// The proxy that the caller named; nil: the environment's.
    private let proxy: String?

    private var uploaded = 0
    private var head = ResponseHead()
    private var body: [UInt8] = []

    /// How often libcurl was about to write the request to a connection.
    private(set) var timesBegun = 0

    /// Whether the answer was refused for its size.
    private(set) var isTooLarge = false

    /// Whether the request was held back at the last moment, and how many bytes of requests had
    /// been sent by then, to a proxy for example.
    private var heldAfter: Int?

    /// Makes everything ready for `curl_multi_add_handle`.
    init(
        id: UInt64, _ order: Order, reply: Inbox.Reply, handle: EasyHandle,
        configuration: CurlTransport.Configuration
    ) throws(CurlError) {
        guard let headerList = HeaderList(for: order.request) else {
            throw CurlError(code: CURLE_OUT_OF_MEMORY)
        }
        self.id = id
        self.order = order
        self.reply = reply
        self.handle = handle
        self.headerList = headerList
        largestBody = configuration.largestBody
        proxy = configuration.proxy
        try handle.prepare(for: order, configuration)
        try handle.set(CURLOPT_HTTPHEADER, pointer: headerList.first)
        try setCallbacks()
    }

    /// Whether the server may have read a part of the request.
    var hasBegun: Bool { timesBegun > 0 }

    /// What the caller is told of a transfer that libcurl ended with this code.
    func result(_ code: CURLcode) -> Result<HTTPResponse, TransportFailure> {
        if let heldAfter { return .failure(heldBack(after: heldAfter)) }
        guard code == CURLE_OK else { return .failure(failure(code)) }
        guard head.isComplete else { return .failure(failure(CURLE_PARTIAL_FILE)) }
        let status = handle.number(CURLINFO_RESPONSE_CODE)
        return .success(HTTPResponse(status: status, headers: head.headers, body: body))
    }

    private func failure(_ code: CURLcode) -> TransportFailure {
        let evidence = CurlEvidence(
            code: code, hasBegun: hasBegun, isTooLarge: isTooLarge,
            proxyStatus: handle.number(CURLINFO_HTTP_CONNECTCODE), words: handle.errorText,
            proxy: hasBegun ? nil : Proxy(to: order.destination, named: proxy))
        return TransportFailure(evidence, order: order)
    }

    /// The request did not leave, unless libcurl's own count says that something did.
    private func heldBack(after sent: Int) -> TransportFailure {
        let isUntouched = !hasBegun && sent == handle.number(CURLINFO_REQUEST_SIZE)
        return isUntouched ? .held : .unexpected(order.destination)
    }

    /// libcurl has a connection and is about to write the request to it; false keeps it from doing
    /// so.
    ///
    /// This is the guard against all of libcurl's reasons to send a request again: what hands a
    /// message over begins once. And it is the last look whether the request may leave.
    func begin() -> Bool {
        guard timesBegun == 0 || !order.request.beginsOnce else { return false }
        guard order.mayLeave() else { return keepConnection() }
        timesBegun += 1
        return true
    }

    /// Ends the transfer without a request, and keeps the connection for the next one.
    ///
    /// A callback that says no makes libcurl close the connection, and the next try would have to
    /// wait for another. A transfer that is for the connection only (`CURLOPT_CONNECT_ONLY`) ends
    /// at this very point; libcurl looks at the option right after it has asked the callback, in
    /// all versions since the callback exists (`MSTATE_DO` in its multi.c, 7.80 to 8.22).
    ///
    /// - Returns: whether libcurl may go on.
    private func keepConnection() -> Bool {
        heldAfter = handle.number(CURLINFO_REQUEST_SIZE)
        return (try? handle.set(CURLOPT_CONNECT_ONLY, true)) != nil
    }

    /// Takes the wish for a connection only back before the handle is taken out of libcurl: it
    /// would close the handle's last connection, whoever uses that by then.
    func leaveConnection() {
        if heldAfter != nil { try? handle.set(CURLOPT_CONNECT_ONLY, false) }
    }

    /// Copies the next part of the request's body.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard heldAfter == nil else { return Int(CURL_READFUNC_ABORT) }
        let rest = order.request.body[uploaded...].prefix(buffer.count)
        buffer.copyBytes(from: rest)
        uploaded += rest.count
        return rest.count
    }

    /// Takes a part of the answer's body; false when it grows too large.
    func take(body bytes: UnsafeRawBufferPointer) -> Bool {
        isTooLarge = body.count + bytes.count > largestBody
        guard !isTooLarge else { return false }
        body.append(contentsOf: bytes)
        return true
    }

    /// Takes a header line of the answer; false when the head grows too large.
    func take(headerLine line: UnsafeRawBufferPointer) -> Bool {
        isTooLarge = !head.take(line: line)
        if head.isComplete, head.hasMisnamedCoding {
            // Read as it is, as if the field were not there; where libcurl is too new for that, it
            // says that it cannot decode the body.
            try? handle.set(CURLOPT_HTTP_CONTENT_DECODING, false)
        }
        return !isTooLarge
    }
}

/// The functions that libcurl calls during a transfer, each with the transfer as its context.
///
/// The pointers are not retained: the event loop keeps a transfer as long as its handle is in use.
extension Transfer {
    /// Registers the callbacks with the handle.
    func setCallbacks() throws(CurlError) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        let easy = handle.pointer
        for option in [
            CURLOPT_PRIVATE, CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_READDATA,
            CURLOPT_PREREQDATA,
        ] { try handle.set(option, pointer: context) }
        try CurlError.check(ccurl_set_write(easy, CURLOPT_WRITEFUNCTION, Self.onBody))
        try CurlError.check(ccurl_set_write(easy, CURLOPT_HEADERFUNCTION, Self.onHeader))
        try CurlError.check(ccurl_set_read(easy, Self.onRead))
        try CurlError.check(ccurl_set_prereq(easy, Self.onBegin))
        // Whoever cannot rewind the body cannot send it twice: libcurl then gives up with
        // CURLE_SEND_FAIL_REWIND.
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
        return from(context)?.take(headerLine: line) == true
            ? line.count : Int(CURL_WRITEFUNC_ERROR)
    }

    private static let onRead: curl_read_callback = { bytes, size, count, context in
        let buffer = UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
        return from(context)?.read(into: buffer) ?? Int(CURL_READFUNC_ABORT)
    }

    private static let onBegin: curl_prereq_callback = { context, _, _, _, _ in
        from(context)?.begin() == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    }
}

/// The header lines of an answer as they come in.
struct ResponseHead: Sendable, Hashable {
    /// More than this many bytes of header are refused.
    static let largest = 256 << 10

    /// The fields of the last answer: those of an interim one (1xx) are dropped when the next
    /// begins.
    private(set) var headers: [HTTPHeader] = []

    /// Whether the empty line after the fields has come; libcurl is content without when the
    /// connection ends before.
    private(set) var isComplete = false

    private var size = 0

    /// The content codings that there are (IANA's registry), which libcurl decodes or refuses.
    private static let codings: Set<String> = [
        "aes128gcm", "br", "compress", "dcb", "dcz", "deflate", "exi", "gzip", "identity", "none",
        "pack200-gzip", "x-compress", "x-gzip", "zstd",
    ]

    /// Whether what the answer names as its content coding is none, such as the character encoding
    /// that some servers write there.
    var hasMisnamedCoding: Bool {
        guard let named = headers.first(named: "Content-Encoding")?.lowercased() else {
            return false
        }
        let parts = named.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
        return !parts.contains { Self.codings.contains($0) }
    }

    /// Takes one line, its line end included; false when the head grows too large.
    mutating func take(line: some Collection<UInt8>) -> Bool {
        size += line.count
        guard size <= Self.largest else { return false }
        let text = String(decoding: line, as: UTF8.self)
        if text.hasPrefix("HTTP/") {
            headers.removeAll()
            isComplete = false
        } else if text == "\r\n" || text == "\n" {
            isComplete = true
        } else if let read = Self.header(in: text) {
            headers.append(read)
        }
        return true
    }

    private static func header(in line: String) -> HTTPHeader? {
        guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let name = trimmed(line.utf8[..<colon])
        guard !name.isEmpty else { return nil }
        return HTTPHeader(name, trimmed(line.utf8[line.utf8.index(after: colon)...]))
    }

    /// The text without white space at its ends.
    private static func trimmed(_ text: Substring.UTF8View) -> String {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        var rest = text.drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return String(Substring(rest))
    }
}

/// The header lines of a request as a linked list of libcurl's, which must outlive the request.
final class HeaderList {
    private(set) var first: UnsafeMutablePointer<curl_slist>?

    /// Makes the list; nil where there is no memory for it.
    init?(for request: HTTPRequest) {
        for line in Self.lines(for: request) {
            guard let longer = curl_slist_append(first, line) else { return nil }
            first = longer
        }
    }

    deinit { curl_slist_free_all(first) }

    /// The lines in libcurl's own notation, where `Name;` sends an empty field and `Name:` none at
    /// all.
    static func lines(for request: HTTPRequest) -> [String] {
        var lines = request.headers.map {
            $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)"
        }
        // Waiting for "100 Continue" would cost a second with servers that do not know it.
        lines.append("Expect:")
        if request.method == .post, request.headers.first(named: "Content-Type") == nil {
            // libcurl would claim that the body is a form.
            lines.append("Content-Type:")
        }
        return lines
    }
}
