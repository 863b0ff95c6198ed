// SPDX-License-Identifier: Apache-2.0

import HTTP

/// Names and values as `application/x-www-form-urlencoded`, in a body or a query.
enum FormBody {
    /// The header that goes with such a body.
    static let contentType = HTTPHeader("Content-Type", "application/x-www-form-urlencoded")

    /// Writes the fields in their order, all but the unreserved characters as `%XX` of their UTF-8.
    ///
    /// A space becomes `%20`, which every reader of forms takes; `+` would be a plus sign to some.
    static func text(_ fields: KeyValuePairs<String, String>) -> String {
        fields.map { "\(PathSegment.encode($0.key))=\(PathSegment.encode($0.value))" }.joined(separator: "&")
    }

    /// The same, as the bytes of a body.
    ///
    /// - Parameters:
    ///   - fields: the fields.
    ///   - name: the name of one more field.
    ///   - value: its value; without one the field is left out.
    /// - Returns: the bytes.
    static func encode(_ fields: KeyValuePairs<String, String>, _ name: String, _ value: Int?) -> [UInt8] {
        [UInt8]((text(fields) + (value.map { "&\(PathSegment.encode(name))=\($0)" } ?? "")).utf8)
    }
}
