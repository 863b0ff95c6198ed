// SPDX-License-Identifier: Apache-2.0

import Providers
import Spelling

extension ConfigurationContext {
    /// Takes a text with placeholders apart.
    ///
    /// - Parameters:
    ///   - text: the text as written.
    ///   - key: the path of its key.
    ///   - line: its line.
    /// - Returns: its parts.
    /// - Throws: what is wrong with it.
    func template(_ text: String, key: String, line: Int) throws(ConfigurationError) -> GatewayTemplate {
        do throws(GatewayTemplateError) {
            return try GatewayTemplate(parsing: text)
        } catch {
            throw self.error(Self.problem(error), key: key, line: line)
        }
    }

    private static func problem(_ error: GatewayTemplateError) -> ConfigurationError.Problem {
        guard case .unknownPlaceholder(let word) = error else { return .unusable(error.description) }
        let nearest = Spelling.nearest(to: word, in: GatewayPlaceholder.allCases.map(\.rawValue))
        return .unknownWord(
            "{{\(word)}}",
            nearest: nearest.flatMap(GatewayPlaceholder.init)?.spelling,
            known: GatewayPlaceholder.allCases.map(\.spelling)
        )
    }
}
