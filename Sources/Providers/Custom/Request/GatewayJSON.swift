// SPDX-License-Identifier: Apache-2.0

/// A JSON value of the configuration whose strings may hold placeholders.
package indirect enum GatewayJSON: Sendable, Hashable {
    case null
    case bool(Bool)
    /// A number in JSON's spelling, its digits as written.
    case number(String)
    case text(GatewayTemplate)
    case list([GatewayJSON])
    /// Members by their names, which hold no placeholders.
    case object([String: GatewayJSON])

    /// The value as JSON text, members in order of their names, so that the same message always has the same bytes.
    func filled(with words: GatewayWords) -> String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(let digits): digits
        case .text(let template): Self.quoted(template.filled(with: words))
        case .list(let items): "[" + items.map { $0.filled(with: words) }.joined(separator: ",") + "]"
        case .object(let members):
            "{"
                + members.sorted { $0.key < $1.key }
                .map { Self.quoted($0.key) + ":" + $0.value.filled(with: words) }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        String(decoding: JSONBytes.encode(text), as: UTF8.self)
    }
}
