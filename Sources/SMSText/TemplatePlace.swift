// SPDX-License-Identifier: Apache-2.0

/// Names a place in a template as an editor does.
struct TemplatePlace: Sendable, Equatable {
    /// Counted from 1.
    let line: Int
    /// Counted from 1, in characters as a person sees them.
    let column: Int

    /// Finds the place of what comes after some text.
    init(after text: some Sequence<Unicode.Scalar>) {
        var line = 1
        var current = String.UnicodeScalarView()
        for scalar in text {
            if scalar == "\n" {
                line += 1
                current.removeAll()
            } else {
                current.append(scalar)
            }
        }
        self.line = line
        column = String(current).count + 1
    }
}
