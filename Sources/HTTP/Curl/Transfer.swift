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

    private var uploaded = 0
    private var head = ResponseHead()
    private var body: [UInt8] = []

    /// How often libcurl was about to write the request to a connection.
    private(set) var timesBegun = 0

    /// Whether the answer was refused for its size.
    private(set) var isTooLarge = false

    /// Makes everything ready for `curl_multi_add_handle`.
    init(
        id: UInt64,
        _ order: Order,
        reply: Inbox.Reply,
        handle: EasyHandle,
        configuration: CurlTransport.Configuration
    ) throws(CurlError) {
        guard let headerList = HeaderList(for: order.request) else { throw CurlError(code: CURLE_OUT_OF_MEMORY) }
        self.id = id
        self.order = order
        self.reply = reply
        self.handle = handle
        self.headerList = headerList
        largestBody = configuration.largestBody
        try handle.prepare(for: order, configuration)
        try handle.set(CURLOPT_HTTPHEADER, pointer: headerList.first)
        try setCallbacks()
    }

    /// Whether the server may have read a part of the request.
    var hasBegun: Bool { timesBegun > 0 }

    /// What the caller is told of a transfer that libcurl ended with this code.
    func result(_ code: CURLcode) -> Result<HTTPResponse, TransportFailure> {
        guard code == CURLE_OK else { return .failure(failure(code)) }
        guard head.isComplete else { return .failure(failure(CURLE_PARTIAL_FILE)) }
        let status = handle.number(CURLINFO_RESPONSE_CODE)
        return .success(HTTPResponse(status: status, headers: head.headers, body: body))
    }

    private func failure(_ code: CURLcode) -> TransportFailure {
        let evidence = CurlEvidence(
            code: code,
            hasBegun: hasBegun,
            isTooLarge: isTooLarge,
            proxyStatus: handle.number(CURLINFO_HTTP_CONNECTCODE),
            words: handle.errorText
        )
        return TransportFailure(evidence, order: order)
    }

    /// libcurl has a connection and is about to write the request to it; false keeps it from doing so.
    ///
    /// This is the guard against all of libcurl's reasons to send a request again: what hands a message over begins once.
    func begin() -> Bool {
        guard timesBegun == 0 || !order.request.beginsOnce else { return false }
        timesBegun += 1
        return true
    }

    /// Copies the next part of the request's body.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
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
        return !isTooLarge
    }
}
