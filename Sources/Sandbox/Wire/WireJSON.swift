// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer

/// Plivo's JSON: names in snake case.
enum WireJSON {
    /// Makes an answer of a value.
    static func reply(_ value: some Encodable, status: Int) -> ServerReply {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return ServerReply(status: 500) }
        let type = ServerField("Content-Type", "application/json")
        return ServerReply(status: status, headers: [type], body: Array(data))
    }

    /// Reads a value; nil where the bytes are not JSON or a field has the wrong type.
    static func value<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) -> Value? {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try? decoder.decode(type, from: Data(bytes))
    }
}
