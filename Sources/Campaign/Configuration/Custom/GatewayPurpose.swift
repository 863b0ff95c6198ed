// SPDX-License-Identifier: Apache-2.0

import HTTP
import Providers

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

    /// What the request must say somewhere, in one of these ways; without it the request would be the same for everybody.
    var needs: [[GatewayPlaceholder]] {
        switch self {
        case .message: [[.to, .toDigits], [.text]]
        case .lookup: [[.to, .toDigits]]
        case .status: [[.id]]
        }
    }
}
