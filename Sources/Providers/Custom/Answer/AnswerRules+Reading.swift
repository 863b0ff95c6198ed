// SPDX-License-Identifier: Apache-2.0

extension AnswerRules {
    /// Whether the answer has a status of success.
    func isSuccessStatus(_ answer: GatewayAnswer) -> Bool { statuses.contains(answer.status) }

    /// Whether the answer has what a success has in it.
    func matches(_ answer: GatewayAnswer) -> Bool {
        switch match {
        case nil: true
        case .text(let text): answer.text.contains(text)
        case .pattern(let pattern): pattern.matches(answer.text)
        }
    }

    /// What the configuration may have listed: the gateway's code, and the status unless it is one of success.
    func keys(of answer: GatewayAnswer) -> Set<String> {
        let status = isSuccessStatus(answer) ? nil : String(answer.status)
        return Set([answer.value(at: errorCode), status].compactMap { $0 })
    }

    /// The gateway's code and words, made fit for a report.
    func word(in answer: GatewayAnswer, hiding secrets: [String]) -> ProviderWord {
        ProviderWord(
            code: answer.value(at: errorCode) ?? String(answer.status),
            text: answer.value(at: errorMessage) ?? Self.words(of: answer),
            hiding: secrets
        )
    }

    /// Whether an answer is about the account, and in what way.
    ///
    /// A redirect is not followed: the address in the configuration is not the gateway's any more.
    func refusal(in answer: GatewayAnswer) -> AccountRefusal? {
        let isFatal = !fatal.isDisjoint(with: keys(of: answer))
        if isSuccessStatus(answer) { return isFatal ? .configuration : nil }
        return switch answer.status {
        case 401: .credentials
        case 402: .credit
        case 300...399: .configuration
        // Some gateways say it for a wrong password (Kannel), others for a recipient: only what is listed is about the account.
        case 403 where isFatal: .credentials
        default: isFatal ? .configuration : nil
        }
    }

    /// Whether a question may be answered otherwise at the next try.
    static func mayChange(_ status: Int) -> Bool { status == 408 || status == 429 || status >= 500 }

    /// A short answer in plain text is its own explanation.
    private static func words(of answer: GatewayAnswer) -> String {
        let isPlain = answer.tree == nil && !answer.text.isEmpty && !answer.text.contains("<")
        return isPlain ? "HTTP \(answer.status): \(answer.text)" : "HTTP \(answer.status)"
    }
}
