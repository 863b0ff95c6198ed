// SPDX-License-Identifier: Apache-2.0

import Foundation
import Providers

/// Checks the addresses of a configured gateway.
enum GatewayAddress {
    /// What an address is like, for errors; the address itself may hold a secret.
    static let rule =
        "is no address that can be used; write https://HOST[:PORT]/PATH (http for loopback only), percent-encoded, without user name or fragment; placeholders may stand in path and query"

    /// Whether requests can be made to an address.
    ///
    /// - Parameters:
    ///   - url: the address with its placeholders.
    ///   - variables: the values of the variables in it.
    /// - Returns: false for what is no URL, plain HTTP to another machine, and a host that is not fixed.
    static func isUsable(_ url: GatewayTemplate, variables: [String: String]) -> Bool {
        let texts = texts(of: url.pieces, variables)
        let first = texts.firstIndex { $0 == nil } ?? texts.endIndex
        guard first == texts.endIndex || hasWholeHost(texts[..<first].compactMap { $0 }.joined()) else { return false }
        return isUsable(texts.map { $0 ?? "x" }.joined())
    }

    /// What the parts of an address stand for; `nil` for a placeholder.
    ///
    /// A variable in the query is percent-encoded when requests are made, so that any value will do there.
    private static func texts(of pieces: [GatewayTemplate.Piece], _ variables: [String: String]) -> [String?] {
        var isQuery = false
        return pieces.map { piece in
            switch piece {
            case .literal(let text):
                isQuery = isQuery || text.contains("?")
                return text
            case .variable(let name): return isQuery ? "x" : variables[name] ?? ""
            case .placeholder: return nil
            }
        }
    }

    /// Whether the host ends in this beginning of an address, so that no placeholder can change it.
    private static func hasWholeHost(_ beginning: String) -> Bool {
        guard let scheme = beginning.firstRange(of: "://") else { return false }
        return beginning[scheme.upperBound...].contains { "/?".contains($0) }
    }

    private static func isUsable(_ address: String) -> Bool {
        guard address.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), let parts = URLComponents(string: address) else {
            return false
        }
        guard let host = parts.host, !host.isEmpty, parts.user == nil, parts.password == nil else { return false }
        let scheme = parts.scheme?.lowercased()
        let isAllowed = scheme == "https" || (scheme == "http" && ServiceAddress.isLoopback(host))
        return isAllowed && parts.fragment == nil
    }
}
