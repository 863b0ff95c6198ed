// SPDX-License-Identifier: Apache-2.0

/// Region and line type of a number: what one walk through the plan tells.
public struct Classification: Sendable, Hashable {
    /// The region; nil if no region of the country code holds the number.
    public let region: Region?

    /// The line type; `unknown` when the number is not valid.
    public let lineType: LineType

    /// Whether a range of the plan holds the number.
    public var isValid: Bool { lineType != .unknown }
}
