// SPDX-License-Identifier: Apache-2.0

import HTTP

/// Reads a configured gateway's answers to lookups.
struct CustomLookupReader {
    let service: CustomLookup
    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    func answer(from response: HTTPResponse) -> LookupAnswer {
        let answer = GatewayAnswer(response)
        let word = service.rules.word(in: answer, hiding: secrets)
        if !service.noSuchNumber.isDisjoint(with: service.rules.keys(of: answer)) { return .noSuchNumber(word) }
        if let refusal = service.rules.refusal(in: answer) { return .accountRefused(refusal, word) }
        guard service.rules.isSuccessStatus(answer) else {
            return AnswerRules.mayChange(response.status) ? .tryAgain(word) : .failed(word)
        }
        guard service.rules.matches(answer) else { return .failed(word) }
        return facts(in: answer)
    }

    /// No line type is an answer only where there is a place for one: a page from somebody else must not pass for a line without a type.
    private func facts(in answer: GatewayAnswer) -> LookupAnswer {
        let word = answer.value(at: service.lineType)
        guard word != nil || answer.hasPlace(for: service.lineType) else {
            return .tryAgain(ProviderWord(text: "HTTP \(answer.status) without a line type at “lineType”"))
        }
        return .found(
            LineFacts(
                lineType: service.lineType(for: word),
                carrier: answer.value(at: service.carrier).map { ProviderWord.tidy($0, hiding: secrets) },
                word: word.map { ProviderWord.tidy($0, hiding: secrets) }
            )
        )
    }
}
