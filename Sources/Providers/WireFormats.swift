// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import HTTP

/// A body of names and values, as `application/x-www-form-urlencoded`.
enum FormBody {
    /// The header that goes with such a body.
    static let contentType = HTTPHeader("Content-Type", "application/x-www-form-urlencoded")

    /// Writes the fields in their order, and one more whose value is a number; without one it is
    /// left out.
    static func bytes(
        _ fields: KeyValuePairs<String, String>, _ optional: (name: String, value: Int?)
    ) -> [UInt8] {
        let last = optional.value.map { "&" + PercentEncoding.fields([optional.name: String($0)]) }
        return [UInt8]((PercentEncoding.fields(fields) + (last ?? "")).utf8)
    }
}

enum JSONBytes {
    /// Encodes a value with its keys in a fixed order, so that the same value always gives the same
    /// bytes.
    ///
    /// Empty where a value cannot be written as JSON, which none of the wire formats' strings and
    /// numbers can cause.
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

extension KeyedDecodingContainer {
    /// A text, also where the provider writes a whole number in its place; `nil` for anything else.
    ///
    /// Providers write the same field now with quotes and now without.
    func text(_ key: Key) -> String? {
        if let text = try? decode(String.self, forKey: key) { return text }
        return (try? decode(Int.self, forKey: key)).map { String($0) }
    }

    /// A value of a type; `nil` where it is missing or of another shape.
    func lenient<Value: Decodable>(_ type: Value.Type, _ key: Key) -> Value? {
        try? decode(type, forKey: key)
    }
}

extension DecimalText {
    /// Reads what a provider says that a message cost, without its sign; `nil` for what is no
    /// number, and for what no price has: an exponent, or more digits than a `Decimal` holds
    /// exactly.
    static func cost(in text: String) -> Decimal? {
        guard text.utf8.count <= 30, !text.contains(where: \.isLetter) else { return nil }
        return decimal(in: text)?.magnitude
    }
}
