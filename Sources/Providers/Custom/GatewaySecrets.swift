// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTP

/// The values of a configured gateway that must never be shown, even where it echoes them.
enum GatewaySecrets {
    /// Every variable's value, since any of them may be a credential; the password, also as HTTP
    /// Basic writes it; and what the requests say themselves where a credential belongs.
    static func all(
        variables: [String: String], credentials: Credentials?, requests: [GatewayRequest]
    ) -> [String] {
        let basic = credentials.map { Data("\($0.user):\($0.password)".utf8).base64EncodedString() }
        let own = [credentials?.password, basic].compactMap { $0 }
        return Array(variables.values) + own + requests.flatMap { $0.parts.flatMap(literals) }
    }

    /// Shorter ones are ordinary words as a rule.
    private static let shortest = 8
    /// A part of an address's path that is shorter is a word as a rule.
    private static let shortestStep = 16

    /// The headers that say nothing secret.
    private static let openHeaders: Set<String> = [
        "accept", "accept-charset", "accept-encoding", "accept-language", "cache-control",
        "content-language", "content-type", "user-agent",
    ]

    /// What is in the name of a field that holds a credential.
    private static let marks = ["key", "token", "secret", "pass", "pwd", "auth", "sign", "hash"]

    /// The texts of a part that seem to be credentials.
    private static func literals(in part: GatewayRequest.Part) -> [String] {
        let texts = part.template.pieces.compactMap { piece in
            if case .literal(let text) = piece { text } else { nil }
        }
        let name = part.key.split(separator: ".").last.map(String.init) ?? ""
        let found: [String] =
            switch part.place {
            case .header where openHeaders.contains(name.lowercased()): []
            // `Bearer TOKEN` and the like: the scheme is no secret.
            case .header: texts.flatMap { $0.split(separator: " ").map(String.init) }
            case .url: texts.flatMap { steps(of: $0) + parameters(in: $0) }
            case .form, .json: isCredential(name) ? texts : []
            case .body: []
            }
        return found.filter { $0.count >= shortest }
    }

    private static func isCredential(_ name: String) -> Bool {
        marks.contains { name.lowercased().contains($0) }
    }

    /// The parts of an address's path that are as long as keys, and have digits as keys have.
    private static func steps(of url: String) -> [String] {
        let parts = url.prefix { $0 != "?" }.split(separator: "/").map(String.init)
        return parts.dropFirst(url.contains("://") ? 2 : 0).filter {
            $0.count >= shortestStep && $0.contains(where: \.isNumber) && !$0.contains("=")
        }
    }

    /// The values in an address's query whose names tell that they are credentials.
    private static func parameters(in url: String) -> [String] {
        let query = url.firstIndex(of: "?").map { url[url.index(after: $0)...] } ?? url[...]
        return query.split(separator: "&").flatMap { field -> [String] in
            let parts = field.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, isCredential(parts[0]) else { return [] }
            return [parts[1], parts[1].removingPercentEncoding].compactMap { $0 }
        }
    }
}
