// SPDX-License-Identifier: Apache-2.0

import struct Foundation.Decimal

extension AnswerTree: Decodable {
    /// Reads any JSON value.
    ///
    /// Numbers are read as decimals: an id of 20 digits keeps them all.
    init(from decoder: any Decoder) throws {
        if let object = try? decoder.container(keyedBy: AnyKey.self) {
            for key in object.allKeys { members[key.stringValue] = [try object.decode(AnswerTree.self, forKey: key)] }
        } else if var list = try? decoder.unkeyedContainer() {
            while !list.isAtEnd { items.append(try list.decode(AnswerTree.self)) }
        } else {
            text = try Self.text(in: decoder.singleValueContainer())
        }
    }

    private static func text(in value: any SingleValueDecodingContainer) throws -> String? {
        if value.decodeNil() { return nil }
        if let text = try? value.decode(String.self) { return text }
        if let truth = try? value.decode(Bool.self) { return "\(truth)" }
        return "\(try value.decode(Decimal.self))"
    }
}

/// Any member of an object.
private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
