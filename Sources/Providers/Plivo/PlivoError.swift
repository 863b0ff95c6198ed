// SPDX-License-Identifier: Apache-2.0

import HTTP

/// Plivo's error body, in both of its shapes: messaging writes `error`, lookup writes `error_code` and `message`.
struct PlivoError: Decodable {
    /// The lookup API's code, or `nil`.
    let code: String?
    /// The sentence; empty where there is none.
    let text: String
    /// Whether the body has what only Plivo's errors have: many other servers say `{"message": "Not Found"}`.
    let isCertainlyPlivos: Bool

    private enum CodingKeys: String, CodingKey {
        case apiID = "api_id"
        case error
        case code = "error_code"
        case message
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let number = try? fields.decode(Int.self, forKey: .code)
        code = number.map(String.init) ?? (try? fields.decode(String.self, forKey: .code))
        let texts = [CodingKeys.error, .message].compactMap { try? fields.decode(String.self, forKey: $0) }
        text = texts.first ?? ""
        isCertainlyPlivos = fields.contains(.apiID) || code != nil
        guard isCertainlyPlivos || !texts.isEmpty else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "not an error of Plivo's"))
        }
    }

    /// Reads a response's error; `nil` where the body is not Plivo's, as when a proxy or a portal answers in its place.
    init?(in response: HTTPResponse) {
        guard let error = JSONBytes.decode(Self.self, from: response.body) else { return nil }
        self = error
    }

    /// The error as a word for the report, with the HTTP status in place of a missing code.
    func word(status: Int, hiding secrets: [String]) -> ProviderWord {
        ProviderWord(code: code ?? String(status), text: text.isEmpty ? "HTTP \(status)" : text, hiding: secrets)
    }
}
