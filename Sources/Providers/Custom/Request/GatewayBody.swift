// SPDX-License-Identifier: Apache-2.0

/// The body of a configured request.
package enum GatewayBody: Sendable, Hashable {
    /// None, as a GET has it.
    case none
    /// Text, filled in as it stands.
    case plain(GatewayTemplate)
    /// A JSON value, its strings filled in.
    case json(GatewayJSON)
    /// The fields of a form.
    case form([GatewayField])

    /// The content type of such a body, unless the configuration names another.
    var contentType: String? {
        switch self {
        case .none: nil
        case .plain: "text/plain; charset=utf-8"
        case .json: "application/json"
        case .form: "application/x-www-form-urlencoded"
        }
    }

    /// The bytes of the body.
    ///
    /// - Parameters:
    ///   - words: what stands for the placeholders and variables.
    ///   - escape: how they are escaped in a plain body.
    /// - Returns: the bytes; none for no body.
    func bytes(_ words: GatewayWords, escape: GatewayEscape) -> [UInt8] {
        switch self {
        case .none: []
        case .plain(let template): Array(template.filled(with: words, escape: escape).utf8)
        case .json(let value): Array(value.filled(with: words).utf8)
        case .form(let fields): Array(fields.map { $0.filled(with: words) }.joined(separator: "&").utf8)
        }
    }
}

extension GatewayField {
    fileprivate func filled(with words: GatewayWords) -> String {
        GatewayEscape.form.apply(name) + "=" + GatewayEscape.form.apply(value.filled(with: words))
    }
}
