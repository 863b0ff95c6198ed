// SPDX-License-Identifier: Apache-2.0

/// The answer to a status request: a message with the request's own id among its keys.
struct MessageAnswer: Encodable {
    let apiId: String
    let object: MessageObject

    private enum CodingKeys: String, CodingKey {
        case apiId
    }

    func encode(to encoder: any Encoder) throws {
        try object.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(apiId, forKey: .apiId)
    }
}
