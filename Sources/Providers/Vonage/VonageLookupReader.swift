// SPDX-License-Identifier: Apache-2.0

import HTTP

/// Reads the answers of Vonage's Number Insight API.
struct VonageLookupReader {
    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    func answer(from response: HTTPResponse) -> LookupAnswer {
        guard response.status == 200 else {
            let (word, isVonages) = VonageProblem.word(in: response, hiding: secrets)
            return LookupAnswer(QuestionFailure(status: response.status, isProviders: isVonages, word))
        }
        guard let insight = JSONBytes.decode(VonageInsight.self, from: response.body) else {
            return .tryAgain(ProviderWord(text: "the lookup answered with something that is not Vonage's JSON"))
        }
        return answer(in: insight)
    }

    private func answer(in insight: VonageInsight) -> LookupAnswer {
        let text = insight.text ?? "status \(insight.status)"
        let word = ProviderWord(code: String(insight.status), text: text, hiding: secrets)
        return switch VonageInsightStatus.meaning(of: insight.status, text) {
        case .answered: .found(facts(in: insight.carrier))
        case .noSuchNumber: .noSuchNumber(word)
        case .throttled: .throttled(word)
        case .account(let refusal): .accountRefused(refusal, word)
        case .failed: .failed(word)
        }
    }

    private func facts(in carrier: VonageInsight.Carrier?) -> LineFacts {
        LineFacts(
            lineType: LineTypeWords.lineType(for: carrier?.type),
            carrier: carrier?.name.map { ProviderWord.tidy($0, hiding: secrets) },
            word: carrier?.type.map { ProviderWord.tidy($0, hiding: secrets) }
        )
    }
}

/// The fields of an insight that are used; only the status is always there.
private struct VonageInsight: Decodable {
    let status: Int
    let text: String?
    let carrier: Carrier?

    private enum CodingKeys: String, CodingKey {
        case status
        case text = "status_message"
        case errorText = "error_text"
        case carrier = "current_carrier"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        guard let status = fields.text(.status).flatMap({ Int($0) }) else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "no status of Vonage's"))
        }
        self.status = status
        text = fields.text(.text) ?? fields.text(.errorText)
        // Of another shape the line stays unknown; a status of 0 with a page behind it does not get here.
        carrier = fields.lenient(Carrier.self, .carrier)
    }

    struct Carrier: Decodable {
        let name: String?
        let type: String?

        private enum CodingKeys: String, CodingKey {
            case name
            case type = "network_type"
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            (name, type) = (Self.said(fields.text(.name)), Self.said(fields.text(.type)))
        }

        /// What is unknown is sometimes written as the word “null”.
        private static func said(_ text: String?) -> String? {
            text.flatMap { $0.isEmpty || $0 == "null" ? nil : $0 }
        }
    }
}
