// SPDX-License-Identifier: Apache-2.0

import HTTP

/// Reads a configured gateway's answers to messages.
struct CustomSendReader {
    let service: CustomSend
    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    ///
    /// What the configuration names is believed, in the order: opted out, safe to try again, the account, success.
    ///
    /// - Parameters:
    ///   - response: the answer.
    ///   - ownID: our own id of the message, for a gateway that gives none.
    /// - Returns: the meaning.
    func answer(from response: HTTPResponse, ownID: String?) -> SendAnswer {
        let answer = GatewayAnswer(response)
        let keys = service.rules.keys(of: answer)
        let word = service.rules.word(in: answer, hiding: secrets)
        if !service.optedOut.isDisjoint(with: keys) { return .rejected(.optedOut, word) }
        if !service.safeToRetry.isDisjoint(with: keys) { return .notProcessed(word) }
        if let refusal = service.rules.refusal(in: answer) { return .accountRefused(refusal, word) }
        guard service.rules.isSuccessStatus(answer) else { return Self.meaning(of: answer.status, word) }
        // That is what the mark is for: without it the gateway has said no.
        guard service.rules.matches(answer) else { return .rejected(.unexplained, word) }
        return accepted(answer, ownID)
    }

    private func accepted(_ answer: GatewayAnswer, _ ownID: String?) -> SendAnswer {
        let id = service.messageID == nil ? ownID : answer.value(at: service.messageID)
        if let id { return .accepted(id: ProviderWord.tidy(id, hiding: secrets)) }
        let said = answer.value(at: service.rules.errorMessage).map { ": " + $0 } ?? ""
        let text = "HTTP \(answer.status) without a message id at “messageID”" + said
        let code = answer.value(at: service.rules.errorCode) ?? String(answer.status)
        return .unclear(.badResponse, ProviderWord(code: code, text: text, hiding: secrets))
    }

    /// A status that the configuration does not name.
    ///
    /// A server error may have come after the message was taken; so may a success that is not one of those expected.
    private static func meaning(of status: Int, _ word: ProviderWord) -> SendAnswer {
        switch status {
        case 429: .notProcessed(word)
        case 408, 500...: .unclear(.serverError, word)
        case ..<300: .unclear(.badResponse, word)
        default: .rejected(.unexplained, word)
        }
    }
}
