// SPDX-License-Identifier: Apache-2.0

import Basics
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

    package init(
        method: HTTPRequest.Method, url: GatewayTemplate, headers: [GatewayField] = [],
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
    func filled(
        with words: GatewayWords, _ connection: GatewayConnection, beginsOnce: Bool
    ) -> HTTPRequest {
        HTTPRequest(
            method: method, url: url.filledURL(with: words),
            headers: contentTypeHeader + headers.map { $0.header(words) },
            body: body.bytes(words, escape: bodyEscape), credentials: connection.credentials,
            timeout: connection.timeout, caFile: connection.caFile, beginsOnce: beginsOnce,
            survivesCancellation: true)
    }

    private var contentTypeHeader: [HTTPHeader] {
        guard let type = body.contentType,
            !headers.contains(where: { $0.name.lowercased() == "content-type" })
        else { return [] }
        return [HTTPHeader("Content-Type", type)]
    }

    /// A plain body that is said to be XML is filled in as XML wants it.
    private var bodyEscape: GatewayEscape { contentType.contains("xml") ? .xml : .nothing }
}

extension GatewayField {
    /// A header; white space at the ends of a value has no meaning (RFC 9110 §5.5), and an empty
    /// one is sent as such.
    fileprivate func header(_ words: GatewayWords) -> HTTPHeader {
        let value = Substring(value.filled(with: words, escape: .header))
        let begin = value.drop { $0 == " " }
        return HTTPHeader(name, String(begin.reversed().drop { $0 == " " }.reversed()))
    }
}

extension GatewayRequest {
    /// Where in a request a text stands, which decides what it may hold.
    package enum Place: Sendable, Hashable { case url, header, body, json, form }

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
        let headers = headers.map {
            Part(key: "headers." + $0.name, place: .header, template: $0.value)
        }
        return [Part(key: "url", place: .url, template: url)] + headers + bodyParts
    }

    private var bodyParts: [Part] {
        switch body {
        case .none: []
        case .plain(let template): [Part(key: "body", place: .body, template: template)]
        case .json(let value):
            value.templates(below: "json").map {
                Part(key: $0.key, place: .json, template: $0.template)
            }
        case .form(let fields):
            fields.map { Part(key: "form." + $0.name, place: .form, template: $0.value) }
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
            members.sorted { $0.key < $1.key }.flatMap {
                $0.value.templates(below: path + "." + $0.key)
            }
        }
    }
}

/// The body of a configured request.
package enum GatewayBody: Sendable, Hashable {
    /// None, as a GET has it.
    case none
    /// Text, filled in as it stands.
    case plain(GatewayTemplate)
    /// A JSON value, its strings filled in.
    case json(GatewayJSON)
    case form([GatewayField])

    /// The content type of such a body, unless the configuration names another.
    var contentType: String? {
        switch self {
        case .none: nil
        case .plain: "text/plain; charset=utf-8"
        case .json: "application/json"
        case .form: "application/x-www-form-urlencoded"
        }
    }

    /// Fills the body in.
    ///
    /// - Parameters:
    ///   - words: what stands for the placeholders and variables.
    ///   - escape: how they are escaped in a plain body; JSON and forms have their own way.
    /// - Returns: nothing for no body.
    func bytes(_ words: GatewayWords, escape: GatewayEscape) -> [UInt8] {
        switch self {
        case .none: []
        case .plain(let template): Array(template.filled(with: words, escape: escape).utf8)
        case .json(let value): Array(value.filled(with: words).utf8)
        case .form(let fields):
            Array(fields.map { $0.filled(with: words) }.joined(separator: "&").utf8)
        }
    }
}

extension GatewayField {
    fileprivate func filled(with words: GatewayWords) -> String {
        PercentEncoding.form(name) + "=" + PercentEncoding.form(value.filled(with: words))
    }
}

/// A JSON value of the configuration whose strings may hold placeholders.
package indirect enum GatewayJSON: Sendable, Hashable {
    case null
    case bool(Bool)
    /// A number in JSON's spelling, its digits as written.
    case number(String)
    case text(GatewayTemplate)
    case list([GatewayJSON])
    /// Members by their names, which hold no placeholders.
    case object([String: GatewayJSON])

    /// The value as JSON text, members in order of their names, so that the same message always has
    /// the same bytes.
    func filled(with words: GatewayWords) -> String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(let digits): digits
        case .text(let template): Self.quoted(template.filled(with: words))
        case .list(let items):
            "[" + items.map { $0.filled(with: words) }.joined(separator: ",") + "]"
        case .object(let members):
            "{"
                + members.sorted { $0.key < $1.key }.map {
                    Self.quoted($0.key) + ":" + $0.value.filled(with: words)
                }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        String(decoding: JSONBytes.encode(text), as: UTF8.self)
    }
}

/// A header or a form's field of a configured request.
package struct GatewayField: Sendable, Hashable {
    /// The name, without placeholders.
    package let name: String
    package let value: GatewayTemplate

    package init(_ name: String, _ value: GatewayTemplate) {
        self.name = name
        self.value = value
    }
}

/// What all requests to a configured gateway have in common.
package struct GatewayConnection: Sendable, Hashable {
    /// The account for HTTP Basic authentication, or `nil`.
    package var credentials: Credentials?
    /// How long a request may take as a whole.
    package var timeout: Duration
    /// A file of certificate authorities (PEM) to trust instead of the system's, or `nil`.
    package var caFile: String?

    package init(credentials: Credentials? = nil, timeout: Duration, caFile: String? = nil) {
        self.credentials = credentials
        self.timeout = timeout
        self.caFile = caFile
    }
}
