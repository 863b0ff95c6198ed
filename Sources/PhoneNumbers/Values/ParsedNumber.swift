// SPDX-License-Identifier: Apache-2.0

/// What a text was read as.
public struct ParsedNumber: Sendable, Hashable {
    /// The number.
    public let number: PhoneNumber

    /// The digits to dial after the call is answered; nil when the text has none.
    ///
    /// A number with an extension is a switchboard, not a handset.
    public let phoneExtension: String?
}
