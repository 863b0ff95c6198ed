// SPDX-License-Identifier: Apache-2.0

import HTTP

/// What an answer other than success means for a question about messages, which changes nothing and may be asked again.
enum PlivoRefusal {
    /// The account may not ask.
    case account(AccountRefusal, ProviderWord)
    /// Plivo's own word that there is no such thing.
    case missing(ProviderWord)
    /// Asking again may help.
    case later(ProviderWord)
    /// Asking again would not help.
    case failed(ProviderWord)

    /// Reads the answer.
    ///
    /// - Parameters:
    ///   - response: an answer whose status is not 200.
    ///   - secrets: values that it may echo and that must not be shown.
    init(_ response: HTTPResponse, hiding secrets: [String]) {
        let error = PlivoError(in: response)
        let word =
            error?.word(status: response.status, hiding: secrets)
            ?? ProviderWord(code: String(response.status), text: "HTTP \(response.status) without Plivo's JSON")
        self =
            switch response.status {
            case 401: .account(.credentials, word)
            case 402: .account(.credit, word)
            case 408, 429, 500...: .later(word)
            case 404 where error?.isCertainlyPlivos == true: .missing(word)
            // Anybody else's 404 means that the address is wrong.
            case 300...399, 403, 404: .account(.configuration, word)
            default: .failed(word)
            }
    }

    /// A success that is not what was asked for: a portal or a proxy may have answered.
    static var unreadable: ProviderWord { ProviderWord(text: "the answer is not Plivo's JSON") }
}
