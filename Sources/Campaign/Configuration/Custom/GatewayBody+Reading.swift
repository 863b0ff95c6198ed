// SPDX-License-Identifier: Apache-2.0

import HTTP
import Providers

extension GatewayBody {
    private static let keys = ["body", "json", "form"]

    /// Reads the body of a request: exactly one for a POST, none for a GET.
    init(reading object: ConfigurationObject, for method: HTTPRequest.Method) throws(ConfigurationError) {
        let found = Self.keys.filter { object.node($0) != nil }
        switch (method, found.count) {
        case (.get, 0): self = .none
        case (.post, 1): self = try Self.body(object)
        case (.get, _):
            throw object.error(
                .unusable("a GET has no body; leave it out, or write \"method\": \"POST\""),
                at: found.first ?? "body"
            )
        case (.post, 0):
            throw object.context.error(
                .unusable("a POST needs its body: one of \"body\", \"json\" and \"form\""),
                key: object.path,
                line: object.line
            )
        case (.post, _):
            throw object.error(
                .unusable("a request has one body; \"\(found.first ?? "")\" is there already"),
                at: found.last ?? "body"
            )
        }
    }

    private static func body(_ object: ConfigurationObject) throws(ConfigurationError) -> GatewayBody {
        if let text = try object.template("body") { return .plain(text) }
        if let fields = try object.fields("form") { return .form(fields) }
        guard let node = object.node("json") else { return .none }
        return .json(try GatewayJSON(reading: node, path: object.path(of: "json"), context: object.context))
    }
}
