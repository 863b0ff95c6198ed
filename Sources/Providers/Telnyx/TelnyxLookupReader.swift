// SPDX-License-Identifier: Apache-2.0

import HTTP

/// Reads the answers of Telnyx's number lookup.
struct TelnyxLookupReader {
    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    func answer(from response: HTTPResponse) -> LookupAnswer {
        switch response.status {
        case 200: return facts(in: response)
        case 408, 429, 500...599: return .tryAgain(word(response))
        default: return refused(response)
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

    private func refused(_ response: HTTPResponse) -> LookupAnswer {
        let word = word(response)
        guard let error = TelnyxError.all(in: response).first else {
            return .accountRefused(response.status == 401 ? .credentials : .configuration, word)
        }
        switch (response.status, error.meaning) {
        // A path with a number in it is not found where the number is not: for one number, no account is to blame.
        case (404, _): return .failed(word)
        case (_, .account(let refusal)): return .accountRefused(refusal, word)
        case (_, .notProcessed), (_, .unclear): return .tryAgain(word)
        case (401, _): return .accountRefused(.credentials, word)
        case (402, _): return .accountRefused(.credit, word)
        case (300...399, _), (403, _): return .accountRefused(.configuration, word)
        case (422, _), (400, .recipient): return error.isAboutCanada ? .failed(word) : .noSuchNumber(word)
        default: return .failed(word)
        }
    }

    private func tidy(_ text: String) -> String {
        ProviderWord.tidy(text, hiding: secrets)
    }

    private func word(_ response: HTTPResponse) -> ProviderWord {
        TelnyxError.all(in: response).first?.word(status: response.status, hiding: secrets)
            ?? ProviderWord(code: String(response.status), text: "HTTP \(response.status) without Telnyx's JSON")
    }
}

extension TelnyxError {
    /// Whether a Canadian number was refused because the account is not enabled for them: the number may well exist.
    fileprivate var isAboutCanada: Bool { sentence.lowercased().contains("canad") }
}
