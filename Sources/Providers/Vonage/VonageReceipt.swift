// SPDX-License-Identifier: Apache-2.0

import HTTP

/// The SMS API's answer: `{"message-count": "2", "messages": [{"status": "0", "message-id": …}, …]}`.
struct VonageReceipt: Decodable {
    /// How many parts the message has, by Vonage's count.
    let count: Int
    /// What became of each.
    let parts: [Part]

    /// Whether every part is told of.
    var isComplete: Bool { count == parts.count }

    private enum CodingKeys: String, CodingKey {
        case count = "message-count"
        case parts = "messages"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        parts = try fields.decode([Part].self, forKey: .parts)
        count = fields.text(.count).flatMap { Int($0) } ?? parts.count
    }

    /// Reads a response's receipt; `nil` where the body is none, or tells of no part.
    init?(in response: HTTPResponse) {
        guard let receipt = JSONBytes.decode(Self.self, from: response.body), !receipt.parts.isEmpty else { return nil }
        self = receipt
    }

    /// One part.
    struct Part: Decodable {
        /// Zero for a part that was accepted.
        let status: Int
        /// The sentence of a refusal.
        let text: String
        /// The id of a part that was accepted.
        let id: String?

        private enum CodingKeys: String, CodingKey {
            case status
            case text = "error-text"
            case id = "message-id"
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            guard let status = fields.text(.status).flatMap({ Int($0) }) else {
                throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "no status of Vonage's"))
            }
            self.status = status
            text = fields.text(.text) ?? "status \(status)"
            id = fields.text(.id).flatMap { $0.isEmpty ? nil : $0 }
        }
    }
}
