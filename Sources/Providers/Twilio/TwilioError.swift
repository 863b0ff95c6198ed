// SPDX-License-Identifier: Apache-2.0

import HTTP

/// Twilio's error body: `{"code": 21211, "message": …, "more_info": …, "status": 400}`.
struct TwilioError: Decodable {
    /// Twilio's code, which is what tells its errors from those of other servers.
    let code: Int
    /// The sentence; empty where there is none.
    let text: String

    private enum CodingKeys: CodingKey {
        case code, message
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        guard let code = fields.text(.code).flatMap({ Int($0) }) else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "not an error of Twilio's"))
        }
        self.code = code
        text = fields.text(.message) ?? ""
    }

    /// Reads a response's error; `nil` where the body is not Twilio's, as when a proxy or a portal answers in its place.
    init?(in response: HTTPResponse) {
        guard let error = JSONBytes.decode(Self.self, from: response.body) else { return nil }
        self = error
    }

    /// What the code means; `nil` where it is not known.
    var meaning: TwilioMeaning? { TwilioErrorCode.meaning(of: code) }

    /// The response's error as a word for the report, with the HTTP status in place of what is missing.
    static func word(in response: HTTPResponse, hiding secrets: [String]) -> ProviderWord {
        let status = "HTTP \(response.status)"
        guard let error = TwilioError(in: response) else {
            return ProviderWord(code: String(response.status), text: "\(status) without Twilio's JSON")
        }
        return ProviderWord(
            code: String(error.code),
            text: error.text.isEmpty ? status : error.text,
            hiding: secrets
        )
    }
}

extension QuestionFailure {
    /// Reads Twilio's answer to a question when it is no success.
    init(twilio response: HTTPResponse, hiding secrets: [String]) {
        let word = TwilioError.word(in: response, hiding: secrets)
        let error = TwilioError(in: response)
        let byStatus = QuestionFailure(status: response.status, isProviders: error != nil, word)
        if case .later = byStatus {
            self = byStatus
        } else if error?.code == TwilioErrorCode.notFound {
            self = .missing(word)
        } else {
            switch error?.meaning {
            case .account(let refusal): self = .account(refusal, word)
            case .notProcessed, .unclear: self = .later(word)
            default: self = byStatus
            }
        }
    }
}
