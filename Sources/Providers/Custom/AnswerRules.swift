// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Where in an answer a value stands: `data.items.0.id` in JSON and XML, `/ID: (\d+)/` in any text.
package enum AnswerPath: Sendable, Hashable {
    /// The keys, elements and positions on the way, the outermost first.
    case steps([String])
    /// A regular expression whose one group is the value.
    case pattern(AnswerPattern)

    /// Reads a path as the configuration writes it.
    ///
    /// - Throws: what is wrong with it.
    package init(parsing text: String) throws(AnswerPathError) {
        if text.hasPrefix("/") {
            self = .pattern(try AnswerPattern(delimited: text, isCapturing: true))
            return
        }
        let steps = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard steps.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isWhitespace) }) else {
            throw .emptyStep
        }
        self = .steps(steps)
    }
}

/// A mistake in the description of where a value stands in an answer.
package enum AnswerPathError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Nothing, or white space, between two dots.
    case emptyStep
    /// The text begins with `/` and does not end with one.
    case openPattern
    /// The regular expression cannot be read.
    case badPattern
    /// The regular expression has no group, or more than one.
    case groups

    /// The mistake, and what to write.
    package var description: String {
        switch self {
        case .emptyStep:
            "is no path; write the keys on the way with dots between them, like data.items.0.id"
        case .openPattern:
            "begins with / and does not end with it; write /ID: (\\w+)/, or a path like data.id"
        case .badPattern:
            "is no regular expression that can be read; look at its brackets and backslashes "
                + "(\\\\ in this file is one)"
        case .groups: "needs exactly one group, which is the value: /ID: (\\w+)/"
        }
    }
}

/// A regular expression in ICU's syntax, looked for in an answer's text.
///
/// Foundation's engine, because it can be stopped: with an unlucky expression and an unlucky
/// answer, Swift's own one would keep a run waiting for ever.
package struct AnswerPattern: Sendable, Hashable {
    /// More characters of an answer are not looked at.
    static let longestText = 4096
    /// The search is given up after this many reports: one for every character where it begins, and
    /// for every 10,000 steps there.
    private static let mostReports = longestText + 1000

    private let expression: NSRegularExpression

    /// Reads `/…/`.
    ///
    /// - Parameters:
    ///   - text: the expression between its slashes.
    ///   - isCapturing: whether it must have exactly one group.
    /// - Throws: what is wrong with it.
    package init(delimited text: String, isCapturing: Bool) throws(AnswerPathError) {
        guard text.count > 2, text.hasPrefix("/"), text.hasSuffix("/") else { throw .openPattern }
        do {
            expression = try NSRegularExpression(pattern: String(text.dropFirst().dropLast()))
        } catch { throw .badPattern }
        guard !isCapturing || expression.numberOfCaptureGroups == 1 else { throw .groups }
    }

    /// What the group matches first, or `nil`.
    func value(in text: String) -> String? {
        let text = Self.beginning(of: text)
        guard let match = firstMatch(in: text), match.numberOfRanges > 1 else { return nil }
        return Range(match.range(at: 1), in: text).map { String(text[$0]) }
    }

    /// Whether it matches anywhere.
    func matches(_ text: String) -> Bool { firstMatch(in: Self.beginning(of: text)) != nil }

    private func firstMatch(in text: String) -> NSTextCheckingResult? {
        var first: NSTextCheckingResult?
        var reports = 0
        let whole = NSRange(text.startIndex..., in: text)
        expression.enumerateMatches(in: text, options: .reportProgress, range: whole) {
            match, _, stop in
            first = match
            reports += 1
            if match != nil || reports > Self.mostReports { stop.pointee = true }
        }
        return first
    }

    private static func beginning(of text: String) -> String {
        String(text.unicodeScalars.prefix(longestText))
    }
}

/// How answers of one kind are told apart.
package struct AnswerRules: Sendable, Hashable {
    /// A mark in the text of an answer.
    package enum Mark: Sendable, Hashable {
        /// Text to be found in it.
        case text(String)
        /// A regular expression to be found in it.
        case pattern(AnswerPattern)
    }

    /// The statuses of success.
    package var statuses: Set<Int> = Set(200...299)
    /// What a success has in it; `nil`: anything.
    package var match: Mark?
    /// Where the gateway's error code stands.
    package var errorCode: AnswerPath?
    /// Where its words stand.
    package var errorMessage: AnswerPath?
    /// The codes and statuses that concern the account, whoever the recipient is.
    package var fatal = AnswerCodes()

    /// Makes the rules that hold where nothing else is said.
    package init() {}
}

extension AnswerRules {
    func isSuccessStatus(_ answer: GatewayAnswer) -> Bool { statuses.contains(answer.status) }

    /// Whether the answer has what a success has in it.
    func matches(_ answer: GatewayAnswer) -> Bool {
        switch match {
        case nil: true
        case .text(let text): answer.text.contains(text)
        case .pattern(let pattern): pattern.matches(answer.text)
        }
    }

    /// The gateway's code, where it gave one.
    func code(in answer: GatewayAnswer) -> String? { answer.value(at: errorCode) }

    /// Whether a list of the configuration's has the gateway's code, or the status of an answer
    /// that is not a page for browsers: what stands between may answer with such a page.
    ///
    /// A status counts unless it is one of success, a server error, or says something else of its
    /// own.
    func isNamed(_ answer: GatewayAnswer, in list: AnswerCodes) -> Bool {
        if code(in: answer).map(list.has(code:)) == true { return true }
        return list.has(status: answer.status) && !isSuccessStatus(answer)
            && !answer.isForBrowsers && Self.canRefuse(answer.status)
    }

    /// Whether an answer without success is certainly the gateway's, in the form that the
    /// configuration describes.
    ///
    /// A code is a proof with any status. The words alone, or just a body where neither has a
    /// place, are one only with a status that says that a request is wrong or its object missing.
    func isOwnRefusal(_ answer: GatewayAnswer) -> Bool {
        if code(in: answer) != nil { return true }
        if isUndescribedRefusal(answer) { return true }
        guard answer.isSaid, answer.value(at: errorMessage) != nil else { return false }
        return errorCode == nil || [400, 401, 402, 404, 410, 422].contains(answer.status)
    }

    /// Whether an answer is a refusal by its status and because it says something, no matter what:
    /// the configuration describes no error.
    func isUndescribedRefusal(_ answer: GatewayAnswer) -> Bool {
        !describesErrors && answer.isSaid && [400, 404, 410, 422].contains(answer.status)
    }

    /// Whether an answer is the gateway's whose status is listed as one that concerns the account.
    func isOwnFatal(_ answer: GatewayAnswer) -> Bool {
        guard code(in: answer) == nil else { return true }
        return answer.isSaid && (!describesErrors || answer.value(at: errorMessage) != nil)
    }

    private var describesErrors: Bool { errorCode != nil || errorMessage != nil }

    /// Whether a status alone can say that a message was refused: a redirect and a server error may
    /// follow its acceptance, and 407 is a proxy's.
    static func canRefuse(_ status: Int) -> Bool {
        let answer = UnrecognisedAnswer(status: status, ProviderWord(text: ""))
        return !answer.mayFollowAcceptance && status != 407
    }

    /// The gateway's code and words, made fit for a report.
    func word(in answer: GatewayAnswer, hiding secrets: [String]) -> ProviderWord {
        ProviderWord(
            code: answer.value(at: errorCode) ?? String(answer.status),
            text: answer.value(at: errorMessage) ?? Self.words(of: answer), hiding: secrets)
    }

    /// Whether an answer is about the account, and in what way.
    ///
    /// A redirect is not followed: the address in the configuration is not the gateway's any more.
    func refusal(in answer: GatewayAnswer) -> AccountRefusal? {
        let isFatal =
            code(in: answer).map(fatal.has(code:)) == true
            || !isSuccessStatus(answer) && fatal.has(status: answer.status)
        if isSuccessStatus(answer) { return isFatal ? .configuration : nil }
        return switch answer.status {
        case 401: .credentials
        case 402: .credit
        case 300...399: .configuration
        // Some gateways say it for a wrong password (Kannel), others for a recipient: only what is
        // listed is about the account.
        case 403 where isFatal: .credentials
        default: isFatal ? .configuration : nil
        }
    }

    /// Whether a question may be answered otherwise at the next try.
    static func mayChange(_ status: Int) -> Bool { status == 408 || status == 429 || status >= 500 }

    private static func words(of answer: GatewayAnswer) -> String {
        "HTTP \(answer.status)" + plainText(of: answer)
    }

    /// A short answer in plain text is its own explanation; empty for any other.
    static func plainText(of answer: GatewayAnswer) -> String {
        let isPlain = answer.tree == nil && !answer.text.isEmpty && !answer.text.contains("<")
        return isPlain ? ": \(answer.text)" : ""
    }
}

/// The codes and statuses that the configuration lists under one of its keys.
package struct AnswerCodes: Sendable, Hashable {
    /// What stands in quotes: codes of the gateway's.
    package var quoted: Set<String>
    /// The digits of what stands there as numbers: codes of the gateway's, or HTTP statuses.
    package var numbers: Set<String>

    /// Makes a list; by default an empty one.
    package init(quoted: Set<String> = [], numbers: Set<String> = []) {
        self.quoted = quoted
        self.numbers = numbers
    }

    /// Whether a code of the gateway's is listed.
    func has(code: String) -> Bool { quoted.contains(code) || numbers.contains(code) }

    /// Whether an HTTP status is listed.
    func has(status: Int) -> Bool { numbers.contains(String(status)) }

    /// The codes in quotes that could be meant for HTTP statuses, which they are not.
    package var likeStatuses: [String] {
        quoted.filter { text in Int(text).map { (100...599).contains($0) } ?? false }.sorted()
    }
}

/// An answer in JSON or XML, in the one shape in which paths walk through it.
struct AnswerTree: Sendable, Hashable {
    /// The text of a string, number, truth value, attribute or element; `nil` for the rest.
    var text: String?
    /// What is below, by key, element name, or attribute name behind an `@`; elements may share a
    /// name.
    var members: [String: [AnswerTree]] = [:]
    /// The items of a JSON list.
    var items: [AnswerTree] = []

    /// What stands at the end of a path, or `nil`.
    ///
    /// A number picks an item of a list, or one of several elements with the same name, from 0;
    /// without it the first is meant.
    func node(at steps: some Sequence<String>) -> AnswerTree? {
        var found = [self]
        for step in steps {
            guard let first = found.first else { return nil }
            if let below = first.members[step] {
                found = below
            } else if let index = Int(step) {
                let choice = first.items.isEmpty ? found : first.items
                found = choice.indices.contains(index) ? [choice[index]] : []
            } else {
                return nil
            }
        }
        return found.first
    }
}

extension AnswerTree: Decodable {
    /// Reads any JSON value.
    ///
    /// Numbers are read as decimals: an id of 20 digits keeps them all.
    init(from decoder: any Decoder) throws {
        if let object = try? decoder.container(keyedBy: AnyKey.self) {
            for key in object.allKeys {
                members[key.stringValue] = [try object.decode(AnswerTree.self, forKey: key)]
            }
        } else if var list = try? decoder.unkeyedContainer() {
            while !list.isAtEnd { items.append(try list.decode(AnswerTree.self)) }
        } else {
            text = try Self.text(in: decoder.singleValueContainer())
        }
    }

    private static func text(in value: any SingleValueDecodingContainer) throws -> String? {
        if value.decodeNil() { return nil }
        if let text = try? value.decode(String.self) { return text }
        if let truth = try? value.decode(Bool.self) { return "\(truth)" }
        return "\(try value.decode(Decimal.self))"
    }
}

/// Any member of an object.
private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
