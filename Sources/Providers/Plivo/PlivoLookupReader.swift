// SPDX-License-Identifier: Apache-2.0

import HTTP

/// Reads the answers of Plivo's Lookup API.
struct PlivoLookupReader {
    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    func answer(from response: HTTPResponse) -> LookupAnswer {
        if response.status == 200 { return facts(in: response) }
        let word = self.word(in: response)
        return switch response.status {
        case 401: .accountRefused(.credentials, word)
        case 402: .accountRefused(.credit, word)
        case 408, 429, 500...599: .tryAgain(word)
        case _ where word.text.lowercased().contains("insufficient"): .accountRefused(.credit, word)
        case 400, 404: missing(response, word)
        case 300...399, 403: .accountRefused(.configuration, word)
        default: .failed(word)
        }
    }

    private func facts(in response: HTTPResponse) -> LookupAnswer {
        guard let lookup = JSONBytes.decode(PlivoLookup.self, from: response.body), lookup.isPlivos else {
            return .tryAgain(ProviderWord(text: "the lookup answered with something that is not its JSON"))
        }
        let carrier = lookup.carrier
        return .found(
            LineFacts(
                lineType: LineTypeWords.lineType(for: carrier?.type),
                carrier: carrier?.name.flatMap { $0.isEmpty ? nil : tidy($0) },
                word: carrier?.type.map(tidy)
            )
        )
    }

    private func tidy(_ text: String) -> String {
        ProviderWord.tidy(text, hiding: secrets)
    }

    /// A 404 in Plivo's own words means that the number does not exist; in anybody else's, that the address is wrong.
    private func missing(_ response: HTTPResponse, _ word: ProviderWord) -> LookupAnswer {
        PlivoError(in: response)?.isCertainlyPlivos == true
            ? .noSuchNumber(word) : .accountRefused(.configuration, word)
    }

    private func word(in response: HTTPResponse) -> ProviderWord {
        PlivoError(in: response)?.word(status: response.status, hiding: secrets)
            ?? ProviderWord(code: String(response.status), text: "HTTP \(response.status) without Plivo's JSON")
    }
}

/// The fields of a lookup that are used; all of them may be missing.
private struct PlivoLookup: Decodable {
    let apiID: String?
    let number: String?
    let carrier: Carrier?

    /// Whether anything in it is Plivo's: JSON from somebody else must not pass for a line without a type.
    var isPlivos: Bool { apiID != nil || number != nil || carrier != nil }

    private enum CodingKeys: String, CodingKey {
        case apiID = "api_id"
        case number = "phone_number"
        case carrier
    }

    struct Carrier: Decodable {
        let name: String?
        let type: String?
    }
}
