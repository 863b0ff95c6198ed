// SPDX-License-Identifier: Apache-2.0

/// Where in an answer a value stands: `data.items.0.id` in JSON and XML, `/ID: (\d+)/` in any text.
package enum AnswerPath: Sendable, Hashable {
    /// The keys, elements and positions on the way, the outermost first.
    case steps([String])
    /// A regular expression whose one group is the value.
    case pattern(AnswerPattern)

    /// Reads a path as the configuration writes it.
    ///
    /// - Throws: what is wrong with it.
    package init(parsing text: String) throws(AnswerPathError) {
        if text.hasPrefix("/") {
            self = .pattern(try AnswerPattern(delimited: text, isCapturing: true))
            return
        }
        let steps = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard steps.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isWhitespace) }) else { throw .emptyStep }
        self = .steps(steps)
    }
}
