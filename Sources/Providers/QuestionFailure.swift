// SPDX-License-Identifier: Apache-2.0

/// What an answer other than success means for a question, which changes nothing and may be asked again.
enum QuestionFailure: Sendable, Hashable {
    /// The account may not ask.
    case account(AccountRefusal, ProviderWord)
    /// The provider's own word that there is no such thing.
    case missing(ProviderWord)
    /// Asking again may help.
    case later(ProviderWord)
    /// Asking again would not help.
    case failed(ProviderWord)

    /// Reads the HTTP status, which is all there is where the provider's own code is missing or not known.
    ///
    /// - Parameters:
    ///   - status: the status; no success.
    ///   - isProviders: whether the answer is certainly the provider's. Anybody else's refusal means that the address is wrong.
    ///   - word: what was said.
    init(status: Int, isProviders: Bool, _ word: ProviderWord) {
        self =
            switch status {
            case 401: .account(.credentials, word)
            case 402: .account(.credit, word)
            case 408, 429, 500...: .later(word)
            case 404 where isProviders: .missing(word)
            case 300...399, 403: .account(.configuration, word)
            case _ where !isProviders: .account(.configuration, word)
            default: .failed(word)
            }
    }
}

extension LookupAnswer {
    /// Takes over what a failure means.
    ///
    /// That a number does not exist takes more than a 404, which an address can cause, too.
    init(_ failure: QuestionFailure) {
        switch failure {
        case .account(let refusal, let word): self = .accountRefused(refusal, word)
        case .later(let word): self = .tryAgain(word)
        case .missing(let word), .failed(let word): self = .failed(word)
        }
    }
}

extension StatusAnswer {
    /// Takes over what a failure means.
    init(_ failure: QuestionFailure) {
        switch failure {
        case .account(let refusal, let word): self = .accountRefused(refusal, word)
        case .missing(let word): self = .noSuchMessage(word)
        case .later(let word): self = .tryAgain(word)
        case .failed(let word): self = .failed(word)
        }
    }
}

extension LogAnswer {
    /// Takes over what a failure means.
    init(_ failure: QuestionFailure) {
        switch failure {
        case .account(let refusal, let word): self = .accountRefused(refusal, word)
        case .later(let word): self = .tryAgain(word)
        case .missing(let word), .failed(let word): self = .failed(word)
        }
    }
}
