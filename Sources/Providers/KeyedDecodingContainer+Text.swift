// SPDX-License-Identifier: Apache-2.0

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
