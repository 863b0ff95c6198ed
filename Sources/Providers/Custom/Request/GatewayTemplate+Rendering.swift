// SPDX-License-Identifier: Apache-2.0

extension GatewayTemplate {
    /// Fills the text in.
    ///
    /// - Parameters:
    ///   - words: what stands for the placeholders and variables.
    ///   - escape: how what is put in is escaped; what the configuration says itself stays as it is.
    /// - Returns: the whole text.
    func filled(with words: GatewayWords, escape: GatewayEscape = .nothing) -> String {
        pieces.map { escape.apply(words.text(of: $0), unless: $0.isLiteral) }.joined()
    }

    /// Fills a URL in.
    ///
    /// Placeholders are percent-encoded everywhere. A variable is in the query only: before it, it may be a whole address or path.
    func filledURL(with words: GatewayWords) -> String {
        var url = ""
        var isQuery = false
        for piece in pieces {
            let text = words.text(of: piece)
            switch piece {
            case .literal:
                url += text
                isQuery = isQuery || text.contains("?")
            case .placeholder: url += GatewayEscape.percent.apply(text)
            case .variable: url += isQuery ? GatewayEscape.percent.apply(text) : text
            }
        }
        return url
    }
}

extension GatewayTemplate.Piece {
    fileprivate var isLiteral: Bool { if case .literal = self { true } else { false } }
}

extension GatewayEscape {
    fileprivate func apply(_ text: String, unless isLiteral: Bool) -> String { isLiteral ? text : apply(text) }
}
