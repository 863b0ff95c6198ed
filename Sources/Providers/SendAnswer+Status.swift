// SPDX-License-Identifier: Apache-2.0

extension SendAnswer {
    /// Reads the HTTP status, which is all there is where the provider's own code is missing or not known.
    ///
    /// - Parameters:
    ///   - status: the status; no success.
    ///   - isProviders: whether the answer is certainly the provider's. Anybody else's refusal means that the address is wrong.
    ///   - word: what was said.
    init(status: Int, isProviders: Bool, _ word: ProviderWord) {
        self =
            switch status {
            case 401: .accountRefused(.credentials, word)
            case 402: .accountRefused(.credit, word)
            case 408, 500...: .unclear(.serverError, word)
            case 429: .notProcessed(word)
            case 400 where isProviders, 405 where isProviders, 409 where isProviders, 422 where isProviders:
                .rejected(.unexplained, word)
            default: .accountRefused(.configuration, word)
            }
    }
}
