// SPDX-License-Identifier: Apache-2.0

import HTTP

/// The error body of what stands in front of Vonage's APIs, in the form of RFC 7807: `{"title": …, "detail": …}`.
struct VonageProblem: Decodable {
    private let title: String
    private let detail: String?

    /// The response's error as a word for the report, and whether it is such a body.
    static func word(in response: HTTPResponse, hiding secrets: [String]) -> (word: ProviderWord, isVonages: Bool) {
        let code = String(response.status)
        guard let problem = JSONBytes.decode(Self.self, from: response.body) else {
            return (ProviderWord(code: code, text: "HTTP \(code) without Vonage's JSON"), false)
        }
        let text = [problem.title, problem.detail].compactMap { $0 }.joined(separator: ": ")
        return (ProviderWord(code: code, text: text, hiding: secrets), true)
    }
}
