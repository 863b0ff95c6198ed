// SPDX-License-Identifier: Apache-2.0

import HTTP
import Providers

extension GatewayRequest {
    /// The keys of a request.
    static let keys = ["method", "url", "headers", "body", "json", "form"]

    private enum Word: String, CaseIterable {
        case get = "GET"
        case post = "POST"
    }

    /// Reads and checks a request.
    ///
    /// - Parameters:
    ///   - object: the section that it stands in.
    ///   - purpose: what it is for.
    /// - Throws: the first mistake, with its key and line.
    init(reading object: ConfigurationObject, for purpose: GatewayPurpose) throws(ConfigurationError) {
        guard let url = try object.template("url") else { throw object.missing("url") }
        let method: HTTPRequest.Method =
            switch try object.word("method", of: Word.self) {
            case .get: .get
            case .post: .post
            case nil: purpose.method
            }
        self.init(
            method: method,
            url: url,
            headers: try object.fields("headers") ?? [],
            body: try GatewayBody(reading: object, for: method)
        )
        try GatewayCheck(object: object, purpose: purpose, request: self).run()
    }
}
