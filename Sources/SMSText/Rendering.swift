// SPDX-License-Identifier: Apache-2.0

/// Tells what became of a template for one recipient.
public enum Rendering: Sendable, Equatable {
    /// The message, in the form that is counted and sent; it may be empty where all of it comes
    /// from values.
    case text(String)
    /// A column without a default has no value for this recipient; its header is named.
    case missingValue(column: String)
}
