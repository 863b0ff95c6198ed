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
    /// Whether the body is an HTML document, whatever its content type says.
    let isHTML: Bool

    init(_ response: HTTPResponse) {
        status = response.status
        let body = response.body.prefix(Self.largest)
        text = String(decoding: body, as: UTF8.self)
        switch Self.kind(of: response, text) {
        case .json: tree = JSONBytes.decode(AnswerTree.self, from: Array(body))
        case .xml: tree = XMLReader.tree(of: text)
        case .text: tree = nil
        }
        // JSON may well have a page in one of its texts.
        let isJSON = ["{", "["].contains(Self.firstMark(in: text)) && tree != nil
        isHTML = !isJSON && HTMLMarks.areDocument(in: text)
    }

    /// Whether there is a body, and none for browsers.
    var isSaid: Bool { !isForBrowsers && !text.allSatisfy(\.isWhitespace) }

    /// Whether the body is written for a browser: a document, or a part of one.
    var isForBrowsers: Bool { isHTML || HTMLMarks.begin(text) }

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

    /// Whether the answer has the place where a value belongs, although it may be empty or missing
    /// there.
    ///
    /// At the top there is no telling a gateway's object from anybody else's, so there the key
    /// itself is asked for.
    func hasPlace(for path: AnswerPath) -> Bool {
        switch path {
        case .steps(let steps):
            tree?.node(at: steps.count > 1 ? steps.dropLast() : steps[...]) != nil
        case .pattern(let pattern): pattern.matches(text)
        }
    }

    private enum Kind { case json, xml, text }

    /// JSON and XML by the content type; whatever calls itself something else is judged by its
    /// first character.
    private static func kind(of response: HTTPResponse, _ text: String) -> Kind {
        let type = (response[header: "Content-Type"] ?? "").lowercased().prefix { $0 != ";" }
        if type.contains("json") { return .json }
        if type.contains("xml"), !type.contains("html") { return .xml }
        switch firstMark(in: text) {
        case "{", "[": return .json
        case "<": return .xml
        default: return .text
        }
    }

    private static func firstMark(in text: String) -> Character? {
        text.first { !$0.isWhitespace && $0 != "\u{FEFF}" }
    }
}

/// Tells pages for browsers from answers for programs.
enum HTMLMarks {
    /// More characters of an answer are not looked at.
    private static let longestText = 4096
    /// Elements with which servers begin a page that they write without a document's frame.
    private static let elements: Set<String> = [
        "a", "b", "body", "br", "center", "div", "font", "form", "h1", "h2", "h3", "h4", "head",
        "hr", "html", "iframe", "img", "link", "meta", "noscript", "p", "pre", "script", "span",
        "strong", "style", "table", "title",
    ]

    /// Whether a text is an HTML document; something may stand before it, such as a warning.
    static func areDocument(in text: String) -> Bool {
        let text = beginning(of: text)
        return text.hasPrefix("<!doctype") || text.contains("<!doctype html")
            || text.contains(/<html[\s>]/) || text.hasSuffix("<html")
    }

    /// Whether a text begins with one of HTML's elements.
    static func begin(_ text: String) -> Bool {
        guard let tag = beginning(of: text).prefixMatch(of: /(?:<!--.*?-->\s*)*<([a-z0-9]+)/) else {
            return false
        }
        return elements.contains(String(tag.1))
    }

    private static func beginning(of text: String) -> String {
        let start = text.prefix(longestText).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        return start.lowercased()
    }
}
