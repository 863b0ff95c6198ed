// SPDX-License-Identifier: Apache-2.0

/// Colours words for a terminal, or leaves them alone.
struct Style: Sendable {
    /// The colours in use, by their SGR parameters (ECMA-48 §8.3.117).
    enum Colour: String {
        case bold = "1"
        case faint = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
    }

    /// Whether colour is on.
    let isColoured: Bool

    /// The words between the escape sequences that switch a colour on and off.
    func paint(_ text: String, _ colour: Colour) -> String {
        isColoured && !text.isEmpty ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
    }
}
