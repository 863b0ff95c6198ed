// SPDX-License-Identifier: Apache-2.0

import HTTP

extension GatewayRequest {
    /// Fills the request in.
    ///
    /// Once it is under way it is finished, so that a run that is stopped knows the outcome.
    ///
    /// - Parameters:
    ///   - words: what stands for the placeholders and variables.
    ///   - connection: what all requests to the gateway have in common.
    ///   - beginsOnce: whether it hands a message over, so that even a GET must not be repeated.
    /// - Returns: the request, ready to be sent.
    func filled(with words: GatewayWords, _ connection: GatewayConnection, beginsOnce: Bool) -> HTTPRequest {
        HTTPRequest(
            method: method,
            url: url.filledURL(with: words),
            headers: contentTypeHeader + headers.map { $0.header(words) },
            body: body.bytes(words, escape: bodyEscape),
            credentials: connection.credentials,
            timeout: connection.timeout,
            caFile: connection.caFile,
            beginsOnce: beginsOnce,
            survivesCancellation: true
        )
    }

    private var contentTypeHeader: [HTTPHeader] {
        guard let type = body.contentType, !headers.contains(where: { $0.name.lowercased() == "content-type" }) else {
            return []
        }
        return [HTTPHeader("Content-Type", type)]
    }

    /// A plain body that is said to be XML is filled in as XML wants it.
    private var bodyEscape: GatewayEscape { contentType.contains("xml") ? .xml : .nothing }
}

extension GatewayField {
    /// A header; white space at the ends of a value has no meaning (RFC 9110 §5.5), and an empty one is sent as such.
    fileprivate func header(_ words: GatewayWords) -> HTTPHeader {
        let value = Substring(value.filled(with: words, escape: .header))
        let begin = value.drop { $0 == " " }
        return HTTPHeader(name, String(begin.reversed().drop { $0 == " " }.reversed()))
    }
}
