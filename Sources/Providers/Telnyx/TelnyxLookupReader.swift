// SPDX-License-Identifier: Apache-2.0

import HTTP

/// Reads the answers of Telnyx's number lookup.
struct TelnyxLookupReader {
    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    func answer(from response: HTTPResponse) -> LookupAnswer {
        if response.status == 200 { return facts(in: response) }
        let error = TelnyxError.all(in: response).first
        let word = TelnyxError.word(error, in: response, hiding: secrets)
        switch QuestionFailure(status: response.status, isProviders: error != nil, word) {
        case .later: return .tryAgain(word)
        // A path with a number in it is not found where the number is not: for one number, no account is to blame.
        case .missing: return .failed(word)
        case let failure: return error.flatMap { answer(byCodeOf: $0, response, word) } ?? LookupAnswer(failure)
        }
    }

    private func facts(in response: HTTPResponse) -> LookupAnswer {
        guard let lookup = JSONBytes.decode(TelnyxData<TelnyxLookup>.self, from: response.body)?.data, lookup.isTelnyxs
        else { return .tryAgain(ProviderWord(text: "the lookup answered with something that is not its JSON")) }
        if lookup.isValid == false {
            return .noSuchNumber(ProviderWord(text: "Telnyx says that the number is not valid"))
        }
        if lookup.word == nil, let code = lookup.carrier?.errorCode {
            return .failed(ProviderWord(code: code, text: "Telnyx could not look the carrier up", hiding: secrets))
        }
        return .found(
            LineFacts(
                lineType: LineTypeWords.lineType(for: lookup.word),
                carrier: lookup.carrierName.map(tidy),
                word: lookup.word.map(tidy)
            )
        )
    }

    private func answer(byCodeOf error: TelnyxError, _ response: HTTPResponse, _ word: ProviderWord) -> LookupAnswer? {
        switch (response.status, error.meaning) {
        case (_, .account(let refusal)): .accountRefused(refusal, word)
        case (_, .notProcessed), (_, .unclear): .tryAgain(word)
        case (422, _), (400, .recipient): error.isAboutCanada ? .failed(word) : .noSuchNumber(word)
        default: nil
        }
    }

    private func tidy(_ text: String) -> String {
        ProviderWord.tidy(text, hiding: secrets)
    }
}

extension TelnyxError {
    /// Whether a Canadian number was refused because the account is not enabled for them: the number may well exist.
    fileprivate var isAboutCanada: Bool { sentence.lowercased().contains("canad") }
}
