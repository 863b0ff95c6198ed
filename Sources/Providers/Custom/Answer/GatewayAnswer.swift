// SPDX-License-Identifier: Apache-2.0

import HTTP

/// A gateway's answer, ready to be looked through.
struct GatewayAnswer: Sendable {
    /// More bytes of an answer are not looked at: one message's receipt has a few hundred.
    static let largest = 1 << 18

    let status: Int
    /// The body as text; what is no UTF-8 in it is replaced.
    let text: String
    /// The body as JSON or XML; `nil` where it is neither, or not well-formed.
    let tree: AnswerTree?

    init(_ response: HTTPResponse) {
        status = response.status
        let body = response.body.prefix(Self.largest)
        text = String(decoding: body, as: UTF8.self)
        switch Self.kind(of: response, text) {
        case .json: tree = JSONBytes.decode(AnswerTree.self, from: Array(body))
        case .xml: tree = XMLReader.tree(of: text)
        case .text: tree = nil
        }
    }

    /// The value at a path; `nil` where there is none, or an empty one.
    func value(at path: AnswerPath?) -> String? {
        let value: String? =
            switch path {
            case nil: nil
            case .steps(let steps): tree?.node(at: steps)?.text
            case .pattern(let pattern): pattern.value(in: text)
            }
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether the answer has the place where a value belongs, although it may be empty or missing there.
    ///
    /// At the top there is no telling a gateway's object from anybody else's, so there the key itself is asked for.
    func hasPlace(for path: AnswerPath) -> Bool {
        switch path {
        case .steps(let steps): tree?.node(at: steps.count > 1 ? steps.dropLast() : steps[...]) != nil
        case .pattern(let pattern): pattern.matches(text)
        }
    }

    private enum Kind {
        case json, xml, text
    }

    /// JSON and XML by the content type; whatever calls itself something else is judged by its first character.
    private static func kind(of response: HTTPResponse, _ text: String) -> Kind {
        let type = (response[header: "Content-Type"] ?? "").lowercased().prefix { $0 != ";" }
        if type.contains("json") { return .json }
        if type.contains("xml"), !type.contains("html") { return .xml }
        switch text.first(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }) {
        case "{", "[": return .json
        case "<": return .xml
        default: return .text
        }
    }
}
