// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTP
import Hours
import Providers
import Pacing
import PhoneNumbers
import SMSText

extension AnswerRules {
    /// The keys that every section of a gateway may have about its answers.
    static let keys = ["success", "error", "fatal"]

    /// Reads what a section says about its answers.
    init(reading object: ConfigurationObject) throws(ConfigurationError) {
        self.init()
        fatal = try object.codes("fatal")
        if let success = try object.object("success") {
            try success.refuseKeys(except: ["statuses", "match"])
            statuses = try success.statuses("statuses") ?? statuses
            match = try success.mark("match")
        }
        if let error = try object.object("error") {
            try error.refuseKeys(except: ["code", "message"])
            errorCode = try error.answerPath("code")
            errorMessage = try error.answerPath("message")
        }
    }
}

extension ConfigurationObject {
    /// The place in an answer under a key.
    func answerPath(_ key: String) throws(ConfigurationError) -> AnswerPath? {
        guard let text = try string(key) else { return nil }
        do throws(AnswerPathError) { return try AnswerPath(parsing: text) } catch {
            throw self.error(.unusable(error.description), at: key)
        }
    }

    /// The mark under a key: a regular expression between slashes, or text.
    func mark(_ key: String) throws(ConfigurationError) -> AnswerRules.Mark? {
        guard let text = try string(key) else { return nil }
        guard text.hasPrefix("/") else { return .text(text) }
        do throws(AnswerPathError) {
            return .pattern(try AnswerPattern(delimited: text, isCapturing: false))
        } catch { throw self.error(.unusable(error.description), at: key) }
    }

    /// The list of codes and statuses under a key, as numbers or in quotes; empty where it is
    /// absent.
    func codes(_ key: String) throws(ConfigurationError) -> AnswerCodes {
        var codes = AnswerCodes()
        for item in try list(key) ?? [] {
            let text = try code(item, key)
            if case .number = item.value {
                codes.numbers.insert(text)
            } else if StatusRange.isWritten(in: text) {
                let rule =
                    "\"\(text)\" is no code; write each status as a number, like 500, 502, 503"
                throw context.error(.unusable(rule), key: path(of: key), line: item.line)
            } else {
                codes.quoted.insert(text)
            }
        }
        return codes
    }

    /// The list of HTTP statuses under a key.
    func statuses(_ key: String) throws(ConfigurationError) -> Set<Int>? {
        guard let items = try list(key) else { return nil }
        var statuses: Set<Int> = []
        for item in items {
            guard let status = Int(try code(item, key)), (100...599).contains(status) else {
                let problem = ConfigurationError.Problem.unusable(
                    "an HTTP status is a whole number from 100 to 599")
                throw context.error(problem, key: path(of: key), line: item.line)
            }
            statuses.insert(status)
        }
        guard !statuses.isEmpty else { throw error(.unusable("the list names no status"), at: key) }
        return statuses
    }

    private func code(_ item: JSONNode, _ key: String) throws(ConfigurationError) -> String {
        switch item.value {
        case .number(let text): return text
        case .string(let text) where text.contains(where: { !$0.isWhitespace }): return text
        default:
            let problem = ConfigurationError.Problem.wrongKind(
                expected: "a code (a number, or text in quotes)", found: item.kindInWords)
            throw context.error(problem, key: path(of: key), line: item.line)
        }
    }
}

extension GatewayRequest {
    /// Whether a placeholder stands anywhere in it.
    fileprivate func names(_ placeholder: GatewayPlaceholder) -> Bool {
        parts.contains { $0.template.placeholders.contains(placeholder) }
    }
}

/// Finds ranges of HTTP statuses where codes are listed one by one.
private enum StatusRange {
    static func isWritten(in text: String) -> Bool {
        text.wholeMatch(of: /\s*[1-5](?:[xX*]{2}|\d[xX*])\s*/) != nil
            || text.wholeMatch(of: /\s*[1-5]\d\d\s*(?:-|–|\.\.+)\s*[1-5]\d\d\s*/) != nil
    }
}

extension CustomGateway {
    /// The gateway's requests with the keys of their sections.
    var requests: [(section: String, request: GatewayRequest)] {
        [("send", send?.request), ("lookup", lookup?.request), ("status", status?.request)]
            .compactMap { section, request in request.map { (section, $0) } }
    }

    /// The names of the environment variables in the requests.
    var variables: [String] { requests.flatMap { $0.request.parts.flatMap(\.template.variables) } }
}

extension CustomLookup {
    /// Reads the section `lookup` of a gateway.
    init(reading object: ConfigurationObject) throws(ConfigurationError) {
        let own = ["lineType", "carrier", "lineTypes", "noSuchNumber"]
        try object.refuseKeys(except: GatewayRequest.keys + AnswerRules.keys + own)
        let request = try GatewayRequest(reading: object, for: .lookup)
        guard let lineType = try object.answerPath("lineType") else {
            throw object.missing("lineType")
        }
        self.init(request: request, rules: try AnswerRules(reading: object), lineType: lineType)
        carrier = try object.answerPath("carrier")
        noSuchNumber = try object.codes("noSuchNumber")
        guard let words = try object.object("lineTypes") else { return }
        for word in words.keys {
            guard let type = try words.word(word, of: LineType.self) else { continue }
            add(word, meaning: type)
        }
    }
}

extension CustomSend {
    /// Reads the section `send` of a gateway.
    init(reading object: ConfigurationObject) throws(ConfigurationError) {
        let own = ["messageID", "safeToRetry", "optedOut", "knownAlready", "encodings"]
        try object.refuseKeys(except: GatewayRequest.keys + AnswerRules.keys + own)
        self.init(
            request: try GatewayRequest(reading: object, for: .message),
            rules: try AnswerRules(reading: object))
        messageID = try object.answerPath("messageID")
        safeToRetry = try object.codes("safeToRetry")
        optedOut = try object.codes("optedOut")
        knownAlready = try object.codes("knownAlready")
        guard knownAlready == AnswerCodes() || request.names(.id) else {
            let rule = "a gateway knows a message again by its id only; put {{id}} into the request"
            throw object.error(.unusable(rule), at: "knownAlready")
        }
        if let words = try object.object("encodings") { encodings = try Self.encodings(words) }
    }

    /// What the gateway calls the two encodings.
    private static func encodings(
        _ words: ConfigurationObject
    ) throws(ConfigurationError) -> [TextEncoding: String] {
        try words.refuseKeys(except: TextEncoding.allCases.map(\.rawValue))
        var encodings: [TextEncoding: String] = [:]
        for encoding in TextEncoding.allCases {
            guard let word = try words.scalar(encoding.rawValue) else {
                throw words.missing(encoding.rawValue)
            }
            encodings[encoding] = word
        }
        return encodings
    }
}

extension CustomStatus {
    /// Reads the section `status` of a gateway.
    init(reading object: ConfigurationObject) throws(ConfigurationError) {
        try object.refuseKeys(
            except: GatewayRequest.keys + AnswerRules.keys + ["state", "states", "cost"])
        let request = try GatewayRequest(reading: object, for: .status)
        guard let state = try object.answerPath("state") else { throw object.missing("state") }
        self.init(request: request, rules: try AnswerRules(reading: object), state: state)
        cost = try object.answerPath("cost")
        guard let words = try object.object("states") else { return }
        for word in words.keys {
            guard let state = try words.word(word, of: DeliveryState.self) else { continue }
            add(word, meaning: state)
        }
    }
}

extension ProviderEntry {
    /// The keys of an entry that describes a gateway.
    private static let customKeys = [
        "type", "send", "lookup", "status", "user", "password", "caFile",
    ]

    /// Reads an entry that describes a gateway; whatever could not work is found here, not at the
    /// thousandth message.
    init(name: String, readingCustom entry: ConfigurationObject) throws(ConfigurationError) {
        try entry.refuseKeys(except: Self.customKeys)
        self.init(name: name, kind: .custom)
        var gateway = CustomGateway()
        if let section = try entry.object("send") {
            gateway.send = try CustomSend(reading: section)
        }
        if let section = try entry.object("lookup") {
            gateway.lookup = try CustomLookup(reading: section)
        }
        if let section = try entry.object("status") {
            gateway.status = try CustomStatus(reading: section)
        }
        guard gateway.send != nil || gateway.lookup != nil else {
            throw entry.context.error(
                .unusable("the entry needs \"send\", \"lookup\" or both"), key: entry.path,
                line: entry.line)
        }
        self.gateway = gateway
        try readCredentials(entry)
        try refuseSecondCredentials(in: gateway, entry)
        caFile = try entry.rawString("caFile")
        lines = entry.lines
    }

    /// The account for HTTP Basic authentication: both keys or none.
    private mutating func readCredentials(_ entry: ConfigurationObject) throws(ConfigurationError) {
        for key in ["user", "password"] { values[key] = try entry.rawString(key) }
        guard values.count == 1 else { return }
        throw entry.missing(values["user"] == nil ? "user" : "password")
    }

    /// Refuses a header that says again, or otherwise, what `user` and `password` say.
    private func refuseSecondCredentials(
        in gateway: CustomGateway, _ entry: ConfigurationObject
    ) throws(ConfigurationError) {
        guard !values.isEmpty else { return }
        for (section, request) in gateway.requests {
            guard
                let header = request.headers.first(where: {
                    $0.name.lowercased() == "authorization"
                })
            else { continue }
            let key = "\(section).headers.\(header.name)"
            let rule =
                "\"user\" and \"password\" make this header already; leave one of the two out"
            throw entry.context.error(
                .unusable(rule), key: entry.path(of: key), line: entry.lines[key])
        }
    }
}

extension Settings {
    /// Finds the values of all variables that the gateway's requests name, and checks them where
    /// they stand.
    ///
    /// - Throws: the first value that cannot be used; it names the key and the variable, never a
    ///   value.
    func gatewayVariables(
        _ gateway: CustomGateway, in context: ConfigurationContext
    ) throws(ConfigurationError) -> [String: Secret] {
        var found: [String: String] = [:]
        for (section, request) in gateway.requests {
            for part in request.parts {
                let place = Place(key: section + "." + part.key, entry: provider, context: context)
                for name in part.template.variables {
                    found[name] = try place.value(of: name, in: part)
                }
                guard part.place != .url || GatewayAddress.isUsable(part.template, variables: found)
                else { throw place.error(.unusable(GatewayAddress.rule)) }
            }
        }
        return found.mapValues { Secret($0) }
    }

    /// A text of the entry, for errors.
    private struct Place {
        let key: String
        let entry: ProviderEntry
        let context: ConfigurationContext

        func value(
            of name: String, in part: GatewayRequest.Part
        ) throws(ConfigurationError) -> String {
            guard let value = context.environment[name] else { throw error(.unsetVariable(name)) }
            guard value.contains(where: { !$0.isWhitespace }) else {
                throw error(.unusable("the environment variable \(name) is empty"))
            }
            guard part.place != .header || !value.hasControlCharacters else {
                let rule =
                    "holds a line break or another control character, which no header can have"
                throw error(.unusable("the environment variable \(name) \(rule)"))
            }
            return value
        }

        func error(_ problem: ConfigurationError.Problem) -> ConfigurationError {
            context.error(problem, key: "providers.\(entry.name).\(key)", line: entry.lines[key])
        }
    }
}

/// What a configured request is for, which decides what it can and must say.
enum GatewayPurpose: Sendable {
    case message, lookup, status

    /// The method unless the configuration names one.
    var method: HTTPRequest.Method { self == .message ? .post : .get }

    /// The placeholders that there is something for.
    var placeholders: Set<GatewayPlaceholder> {
        switch self {
        case .message: Set(GatewayPlaceholder.allCases)
        case .lookup: [.to, .toDigits]
        case .status: [.id]
        }
    }

    /// What the request must say somewhere, in one of these ways; without it the request would be
    /// the same for everybody.
    var needs: [[GatewayPlaceholder]] {
        switch self {
        case .message: [[.to, .toDigits], [.text]]
        case .lookup: [[.to, .toDigits]]
        case .status: [[.id]]
        }
    }
}

extension ProviderEntry {
    /// What a person should know about a gateway's answers before they are believed; empty for
    /// other providers.
    package var answerWarnings: [String] {
        guard let send = gateway?.send, !send.canRecogniseAnswers else { return [] }
        return [
            "The provider entry “\(name)” has none of “success.match”, “messageID” and "
                + "“error.code”, so a status of success is all that tells a message that was "
                + "taken: an error that comes with HTTP 200 counts as sent."
        ]
    }

    /// Codes of the gateway's that look as if HTTP statuses were meant.
    package var answerHints: [String] {
        guard let gateway else { return [] }
        let lists: [(key: String, codes: AnswerCodes?)] = [
            ("send.fatal", gateway.send?.rules.fatal),
            ("send.safeToRetry", gateway.send?.safeToRetry),
            ("send.optedOut", gateway.send?.optedOut),
            ("send.knownAlready", gateway.send?.knownAlready),
            ("lookup.fatal", gateway.lookup?.rules.fatal),
            ("lookup.noSuchNumber", gateway.lookup?.noSuchNumber),
            ("status.fatal", gateway.status?.rules.fatal),
        ]
        return lists.compactMap { key, codes in
            guard let codes = codes?.likeStatuses, !codes.isEmpty else { return nil }
            let list = codes.map { "\"\($0)\"" }.joined(separator: ", ")
            return "“\(key)” has \(list): in quotes only the gateway's own code is meant; "
                + "for an HTTP status leave the quotes out"
        }
    }
}
