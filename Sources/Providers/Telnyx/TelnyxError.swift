// SPDX-License-Identifier: Apache-2.0

import HTTP

/// One of the errors that Telnyx lists in an answer, or in the status of a message.
struct TelnyxError: Decodable, Sendable, Hashable {
    /// The code, as text; Telnyx's SDK declares it as text, its reference shows numbers, too.
    let code: String?
    let title: String
    let detail: String

    private enum CodingKeys: CodingKey {
        case code, title, detail
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        code = fields.text(.code)
        title = fields.text(.title) ?? ""
        detail = fields.text(.detail) ?? ""
        guard code != nil || !title.isEmpty || !detail.isEmpty else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "not an error of Telnyx's"))
        }
    }

    /// What the code means, or `nil` where it is not in the table.
    var meaning: TelnyxMeaning? { code.flatMap(TelnyxMeaning.init(code:)) }

    /// Title and detail as one sentence.
    var sentence: String {
        let parts = [title, detail].filter { !$0.isEmpty }
        return (parts.first == parts.last ? parts.prefix(1) : parts[...]).joined(separator: ": ")
    }

    /// The error as a word for the report.
    func word(status: Int, hiding secrets: [String]) -> ProviderWord {
        let text = sentence
        return ProviderWord(
            code: code ?? String(status),
            text: text.isEmpty ? "HTTP \(status)" : text,
            hiding: secrets
        )
    }

    /// A response's error as a word, or what came in the place of one.
    static func word(_ error: TelnyxError?, in response: HTTPResponse, hiding secrets: [String]) -> ProviderWord {
        let status = response.status
        return error?.word(status: status, hiding: secrets)
            ?? ProviderWord(code: String(status), text: "HTTP \(status) without Telnyx's JSON")
    }

    /// Reads a response's errors, the first that is understood before the others; empty where the body is not Telnyx's.
    static func all(in response: HTTPResponse) -> [TelnyxError] {
        let errors = JSONBytes.decode(TelnyxErrors.self, from: response.body)?.errors ?? []
        return errors.filter { $0.meaning != nil } + errors.filter { $0.meaning == nil }
    }
}

/// The body of an answer that reports errors.
private struct TelnyxErrors: Decodable {
    let errors: [TelnyxError]
}
