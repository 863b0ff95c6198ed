// SPDX-License-Identifier: Apache-2.0

extension GatewayRequest {
    /// Where in a request a text stands, which decides what it may hold.
    package enum Place: Sendable, Hashable {
        case url, header, body, json, form
    }

    /// A text of the request, with the key under which the configuration has it.
    package struct Part: Sendable, Hashable {
        /// The path of the key below the request's section: `headers.X-To`.
        package let key: String
        /// Where the text stands.
        package let place: Place
        /// The text.
        package let template: GatewayTemplate
    }

    /// Every text of the request, the address first.
    package var parts: [Part] {
        let headers = headers.map { Part(key: "headers." + $0.name, place: .header, template: $0.value) }
        return [Part(key: "url", place: .url, template: url)] + headers + bodyParts
    }

    private var bodyParts: [Part] {
        switch body {
        case .none: []
        case .plain(let template): [Part(key: "body", place: .body, template: template)]
        case .json(let value):
            value.templates(below: "json").map { Part(key: $0.key, place: .json, template: $0.template) }
        case .form(let fields): fields.map { Part(key: "form." + $0.name, place: .form, template: $0.value) }
        }
    }
}

extension GatewayJSON {
    /// The texts in the value with their keys' paths; an item's number, from 0, stands for its key.
    fileprivate func templates(below path: String) -> [(key: String, template: GatewayTemplate)] {
        switch self {
        case .null, .bool, .number: []
        case .text(let template): [(path, template)]
        case .list(let items): items.enumerated().flatMap { $1.templates(below: "\(path).\($0)") }
        case .object(let members):
            members.sorted { $0.key < $1.key }.flatMap { $0.value.templates(below: path + "." + $0.key) }
        }
    }
}
