// SPDX-License-Identifier: Apache-2.0

import HTTP

/// Reads the answers of Vonage's SMS API to one message for one recipient: one element for each part of a long text.
struct VonageSendReader {
    /// More parts than any message may have: what is beyond is not kept.
    private static let mostParts = 64

    /// Values that an answer may echo and that must not be shown.
    let secrets: [String]

    /// Gives the meaning of an answer.
    func answer(from response: HTTPResponse) -> SendAnswer {
        let isServerError = response.status == 408 || response.status >= 500
        if !isServerError, let receipt = VonageReceipt(in: response) { return answer(in: receipt) }
        if (200...299).contains(response.status) {
            let text = "HTTP \(response.status) with a body that is not Vonage's JSON"
            return .unclear(.badResponse, ProviderWord(text: text))
        }
        let (word, isVonages) = VonageProblem.word(in: response, hiding: secrets)
        return SendAnswer(status: response.status, isProviders: isVonages, word)
    }

    /// Accepted is only what is accepted in all its parts.
    ///
    /// Where some were, the recipient may have got these.
    private func answer(in receipt: VonageReceipt) -> SendAnswer {
        let refused = receipt.parts.filter { $0.status != VonageSendStatus.accepted }
        guard let first = refused.first else { return accepted(receipt) }
        guard refused.count == receipt.parts.count, receipt.isComplete else {
            let count = "\(receipt.parts.count - refused.count) of \(receipt.count)"
            let text = "\(count) parts were accepted, then: \(first.text)"
            return .unclear(.partlyAccepted, ProviderWord(code: String(first.status), text: text, hiding: secrets))
        }
        let meanings = refused.map(meaning)
        let unclear = meanings.first { if case .unclear = $0 { true } else { false } }
        return unclear ?? meanings.first ?? meaning(of: first)
    }

    private func meaning(of part: VonageReceipt.Part) -> SendAnswer {
        let word = ProviderWord(code: String(part.status), text: part.text, hiding: secrets)
        return VonageSendStatus.meaning(of: part.status, part.text, word)
    }

    /// The ids of all parts, in their order, with a space between them: each part has a receipt of its own.
    private func accepted(_ receipt: VonageReceipt) -> SendAnswer {
        let ids = receipt.parts.prefix(Self.mostParts).compactMap(\.id)
        guard receipt.isComplete, !ids.isEmpty else {
            return .unclear(.badResponse, ProviderWord(text: "the answer names no message id, or not all parts"))
        }
        return .accepted(id: ids.map { ProviderWord.tidy($0, hiding: secrets) }.joined(separator: " "))
    }
}
