// SPDX-License-Identifier: Apache-2.0

import Foundation

/// JSON to and from bytes.
enum JSONBytes {
    /// Encodes a value with its keys in a fixed order, so that the same value always gives the same bytes.
    ///
    /// Empty where a value cannot be written as JSON, which none of the wire formats' strings and numbers can cause.
    static func encode(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { [UInt8]($0) } ?? []
    }

    /// Decodes a value; `nil` where the bytes are not JSON of that shape.
    static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) -> Value? {
        try? JSONDecoder().decode(type, from: Data(bytes))
    }
}
