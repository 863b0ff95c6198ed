// SPDX-License-Identifier: Apache-2.0

/// What an HTTP status means that stands in a report because the provider gave no code of its own (RFC 9110, §15).
struct HTTPMeaning {
    let kind: CodeKind
    let meaning: String

    /// Nil for a number that is no status of a request that failed.
    init?(_ status: Int) {
        guard (300...599).contains(status) else { return nil }
        (kind, meaning) =
            switch status {
            case 300...399: (.account, "HTTP \(status): the address has moved; look at the configuration")
            case 401, 403, 407: (.account, "HTTP \(status): the account may not do this")
            case 402: (.account, "HTTP 402: the account has no credit")
            case 404: (.account, "HTTP 404: there is no such thing at this address")
            case 429: (.passing, "HTTP 429: too many requests")
            case 408, 500...599: (.unclear, "HTTP \(status): the provider had a fault of its own")
            default: (.unexplained, "HTTP \(status): the request was refused; the report’s own words say more")
            }
    }
}
