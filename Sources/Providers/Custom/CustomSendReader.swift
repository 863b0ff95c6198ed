// SPDX-License-Identifier: Apache-2.0

import HTTP

/// Reads a configured gateway's answers to messages.
///
/// Accepted and refused is only what the configuration recognises as such; whatever else comes may
/// be anybody's, and the message may have been accepted before.
struct CustomSendReader {
    let service: CustomSend
    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    private var rules: AnswerRules { service.rules }

    /// Gives the meaning of an answer.
    ///
    /// - Parameters:
    ///   - response: the answer.
    ///   - ownID: our own id of the message, for a gateway that gives none.
    /// - Returns: the meaning.
    func answer(from response: HTTPResponse, ownID: String?) -> SendAnswer {
        let answer = GatewayAnswer(response)
        if rules.isNamed(answer, in: service.knownAlready) {
            return accepted(answer, answer.value(at: service.messageID) ?? ownID)
        }
        return rules.isSuccessStatus(answer)
            ? success(answer, ownID) : refusal(answer, rules.word(in: answer, hiding: secrets))
    }

    /// A status of success: the marks decide.
    private func success(_ answer: GatewayAnswer, _ ownID: String?) -> SendAnswer {
        let found = mark(in: answer)
        if let code = rules.code(in: answer) {
            let word = rules.word(in: answer, hiding: secrets)
            if let listed = meaning(of: code, word) {
                return found == .found ? .unclear(.contradictory, word) : listed
            }
            if found == .missing, !NoError.isSaid(by: code) { return .rejected(.unlisted, word) }
            if found == .none, !NoError.isSaid(by: code) { return .unclear(.badResponse, word) }
        }
        switch found {
        case .found:
            let id = service.messageID == nil ? ownID : answer.value(at: service.messageID)
            return accepted(answer, id)
        case .none where !answer.isHTML && AnswerRules.canRefuse(answer.status):
            return accepted(answer, ownID)
        case .none, .missing: return .unclear(.badResponse, strange(answer))
        }
    }

    /// Whether an answer has what tells a success.
    private enum Mark {
        case found, missing
        /// The configuration names no such thing: the status alone decides.
        case none
    }

    private func mark(in answer: GatewayAnswer) -> Mark {
        if rules.match != nil { return rules.matches(answer) ? .found : .missing }
        guard service.messageID != nil else { return .none }
        return answer.value(at: service.messageID) == nil ? .missing : .found
    }

    private func accepted(_ answer: GatewayAnswer, _ id: String?) -> SendAnswer {
        guard let id else { return .unclear(.badResponse, strange(answer)) }
        return .accepted(id: ProviderWord.id(id, hiding: secrets))
    }

    /// What the configuration says of a code; `nil` for one that it does not list.
    private func meaning(of code: String, _ word: ProviderWord) -> SendAnswer? {
        if service.optedOut.has(code: code) { return .rejected(.optedOut, word) }
        if service.safeToRetry.has(code: code) { return .notProcessed(word) }
        return rules.fatal.has(code: code) ? .accountRefused(.configuration, word) : nil
    }

    /// Any other status.
    private func refusal(_ answer: GatewayAnswer, _ word: ProviderWord) -> SendAnswer {
        let status = answer.status
        let isRedirect = (301...303).contains(status)
        if service.safeToRetry.has(status: status), !isRedirect { return .notProcessed(word) }
        let isFatal = rules.refusal(in: answer) != nil
        if isFatal, UnrecognisedAnswer(status: status, word).mayFollowAcceptance {
            return .unrecognised(UnrecognisedAnswer(status: status, word, isFatal: true))
        }
        if status < 300, mark(in: answer) == .found { return .unclear(.badResponse, word) }
        if AnswerRules.canRefuse(status), let meaning = listed(answer, word) { return meaning }
        if let answer = SendAnswer(statusOfAnybody: status, word) { return answer }
        if status < 300 { return .unclear(.badResponse, word) }
        guard rules.isOwnRefusal(answer) else {
            return .unrecognised(UnrecognisedAnswer(status: status, word, isFatal: isFatal))
        }
        if let refusal = rules.refusal(in: answer) { return .accountRefused(refusal, word) }
        return .rejected(rules.isUndescribedRefusal(answer) ? .undescribed : .unexplained, word)
    }

    /// The meaning of an answer whose code or status the configuration lists.
    private func listed(_ answer: GatewayAnswer, _ word: ProviderWord) -> SendAnswer? {
        if rules.isNamed(answer, in: service.optedOut) { return .rejected(.optedOut, word) }
        if rules.isNamed(answer, in: service.safeToRetry) { return .notProcessed(word) }
        guard rules.isNamed(answer, in: rules.fatal), rules.isOwnFatal(answer) else { return nil }
        return rules.refusal(in: answer).map { .accountRefused($0, word) }
    }

    /// What came with a status of success that proves none.
    private func strange(_ answer: GatewayAnswer) -> ProviderWord {
        let said =
            answer.value(at: rules.errorMessage).map { ": " + $0 }
            ?? AnswerRules.plainText(of: answer)
        return ProviderWord(
            code: rules.code(in: answer) ?? String(answer.status),
            text: "HTTP \(answer.status) \(missing(in: answer))" + said, hiding: secrets)
    }

    private func missing(in answer: GatewayAnswer) -> String {
        if rules.match != nil, !rules.matches(answer) {
            return "without what “success.match” names"
                + (rules.errorCode == nil ? "" : ", and without a code at “error.code”")
        }
        if answer.isHTML { return "with a page for browsers" }
        return service.messageID == nil
            ? "without a proof of success" : "without a message id at “messageID”"
    }
}

/// The codes with which gateways say that nothing is wrong, where others have an error.
private enum NoError {
    private static let words: Set<String> = ["false", "null", "none", "ok", "success", "no_error"]

    static func isSaid(by code: String) -> Bool {
        words.contains(code.lowercased()) || code.allSatisfy { $0 == "0" }
    }
}
