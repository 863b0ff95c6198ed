// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import HTTP
import Pacing

/// Names and values as `application/x-www-form-urlencoded`, in a body or a query.
enum FormBody {
    /// The header that goes with such a body.
    static let contentType = HTTPHeader("Content-Type", "application/x-www-form-urlencoded")

    /// Writes the fields in their order, all but the unreserved characters as `%XX` of their UTF-8.
    ///
    /// A space becomes `%20`, which every reader of forms takes; `+` would be a plus sign to some.
    static func text(_ fields: KeyValuePairs<String, String>) -> String {
        fields.map { "\(PathSegment.encode($0.key))=\(PathSegment.encode($0.value))" }.joined(
            separator: "&"
        )
    }

    /// The same, as the bytes of a body.
    ///
    /// - Parameters:
    ///   - fields: the fields.
    ///   - name: the name of one more field.
    ///   - value: its value; without one the field is left out.
    /// - Returns: the bytes.
    static func encode(
        _ fields: KeyValuePairs<String, String>,
        _ name: String,
        _ value: Int?
    ) -> [UInt8] {
        [UInt8]((text(fields) + (value.map { "&\(PathSegment.encode(name))=\($0)" } ?? "")).utf8)
    }
}

/// JSON to and from bytes.
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

/// Reads amounts of money as providers write them.
enum DecimalText {
    /// The longest text that is read: more digits than a `Decimal` holds exactly are no price.
    private static let longest = 30

    /// Reads digits with an optional sign and fraction, as `-0.00750`; `nil` for anything else.
    static func decimal(in text: String) -> Decimal? {
        let unsigned = text.utf8.first == UInt8(ascii: "-") ? text.dropFirst() : text[...]
        let parts = unsigned.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard text.utf8.count <= longest, parts.allSatisfy(isNumber) else { return nil }
        return Decimal(string: text)
    }

    private static func isNumber(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
