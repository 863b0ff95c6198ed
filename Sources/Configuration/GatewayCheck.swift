// SPDX-License-Identifier: Apache-2.0

import Basics
import Providers

/// Finds in a request what could not work, before anything is sent.
struct GatewayCheck {
    /// The section that the request stands in.
    let object: ConfigurationObject
    let purpose: GatewayPurpose
    let request: GatewayRequest

    /// Headers that belong to the connection, not to a request (RFC 9110 §7.6.1, RFC 9112 §6), or
    /// that lead elsewhere.
    private static let forbiddenHeaders: Set<String> = [
        "connection", "content-length", "expect", "host", "keep-alive", "proxy-authorization", "te",
        "trailer", "transfer-encoding", "upgrade",
    ]

    /// Throws the first mistake.
    func run() throws(ConfigurationError) {
        try checkNeeds()
        for part in request.parts { try checkPlaceholders(part) }
        try checkHeaders()
        try checkAddress()
        try checkBody()
    }

    private func checkNeeds() throws(ConfigurationError) {
        let used = request.parts.reduce(into: Set<GatewayPlaceholder>()) {
            $0.formUnion($1.template.placeholders)
        }
        for ways in purpose.needs where used.isDisjoint(with: ways) {
            let spelled = ways.map(\.spelling).joined(separator: " or ")
            throw object.context.error(
                .unusable("the request says \(spelled) nowhere"), key: object.path,
                line: object.line)
        }
    }

    private func checkPlaceholders(_ part: GatewayRequest.Part) throws(ConfigurationError) {
        for word in part.template.placeholders.sorted(by: { $0.rawValue < $1.rawValue }) {
            guard purpose.placeholders.contains(word) else {
                let known = GatewayPlaceholder.allCases.filter(purpose.placeholders.contains).map(
                    \.spelling)
                let rule =
                    "\(word.spelling) has no meaning here; known here: "
                    + known.joined(separator: ", ")
                throw error(rule, at: part.key)
            }
            guard part.place != .header || word != .text else {
                throw error(
                    "{{text}} cannot stand in a header, since a text may have line breaks",
                    at: part.key)
            }
        }
    }

    private func checkHeaders() throws(ConfigurationError) {
        var names: Set<String> = []
        for header in request.headers {
            let key = "headers." + header.name
            guard Self.isToken(header.name) else { throw error("is no name of a header", at: key) }
            let name = header.name.lowercased()
            guard !Self.forbiddenHeaders.contains(name) else {
                throw error("this header is set by the program; leave it out", at: key)
            }
            guard names.insert(name).inserted else {
                throw error("this header is there twice", at: key)
            }
            guard !header.value.hasControlCharacters else {
                throw error("a header holds no line breaks or other control characters", at: key)
            }
        }
    }

    private func checkAddress() throws(ConfigurationError) {
        // With a variable in it, it is known only where requests are made.
        guard request.url.variables.isEmpty, !GatewayAddress.isUsable(request.url, variables: [:])
        else { return }
        throw error(GatewayAddress.rule, at: "url")
    }

    private func checkBody() throws(ConfigurationError) {
        guard case .plain(let template) = request.body, !template.placeholders.isEmpty else {
            return
        }
        for (mark, key) in [("json", "json"), ("x-www-form-urlencoded", "form")]
        where request.contentType.contains(mark) {
            throw error(
                "write \"\(key)\" in place of \"body\", so that quotes and other marks in a text "
                    + "do no harm", at: "body")
        }
    }

    private func error(_ rule: String, at key: String) -> ConfigurationError {
        object.context.error(
            .unusable(rule), key: object.path(of: key), line: object.lines[key] ?? object.line)
    }

    /// Whether a text can be a header's name (RFC 9110 §5.6.2).
    private static func isToken(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { scalar in
                scalar.isASCII
                    && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                    || "!#$%&'*+-.^_`|~".unicodeScalars.contains(scalar)
            }
    }
}

extension GatewayTemplate {
    /// Whether what the configuration says itself has control characters.
    fileprivate var hasControlCharacters: Bool {
        pieces.contains {
            if case .literal(let text) = $0 { text.hasControlCharacters } else { false }
        }
    }
}
