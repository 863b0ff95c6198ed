// SPDX-License-Identifier: Apache-2.0

package import HTTP

/// A request of a configured gateway, its placeholders still open.
package struct GatewayRequest: Sendable, Hashable {
    /// GET or POST.
    package var method: HTTPRequest.Method
    /// The address; placeholders stand in path and query only.
    package var url: GatewayTemplate
    /// The headers in order of their names.
    package var headers: [GatewayField]
    /// The body; none for a GET.
    package var body: GatewayBody

    /// Makes a request.
    package init(
        method: HTTPRequest.Method,
        url: GatewayTemplate,
        headers: [GatewayField] = [],
        body: GatewayBody = .none
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }

    /// What the body's content type is, in lower case: as a header says, or as the kind of body is.
    package var contentType: String {
        let named = headers.first { $0.name.lowercased() == "content-type" }
        return (named.map { $0.value.literalText } ?? body.contentType ?? "").lowercased()
    }
}

extension GatewayTemplate {
    /// What the configuration says itself.
    fileprivate var literalText: String {
        pieces.map { if case .literal(let text) = $0 { text } else { "" } }.joined()
    }
}
