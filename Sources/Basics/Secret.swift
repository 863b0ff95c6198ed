// SPDX-License-Identifier: Apache-2.0

/// A credential, wrapped so that it cannot be printed by accident.
///
/// Whatever describes a value (string interpolation, `dump`, a debugger's summary) shows
/// `‹hidden›`; only code that says `reveal()` sees the text, which makes every use easy to find.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    private let text: String

    /// Wraps a credential.
    package init(_ text: String) { self.text = text }

    /// Returns the credential itself, to be put into a request and nowhere else.
    package func reveal() -> String { text }

    /// Always the same words, whatever the credential is.
    package var description: String { "‹hidden›" }

    /// Always the same words, whatever the credential is.
    package var debugDescription: String { description }

    /// A mirror without children, since `dump` would walk into the stored text.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
