// SPDX-License-Identifier: Apache-2.0

/// What kind of sender the configuration names, told by its shape.
package enum SenderForm: Sendable, Hashable {
    /// A phone number or a short code: providers take both in the same field.
    case number
    /// A name in letters, or letters and digits.
    case alphanumeric
    /// The id of a pool of senders (a UUID), out of which the provider picks one.
    case pool

    /// Tells the kind of a sender.
    package init(_ sender: String) {
        self = Self.isUUID(sender) ? .pool : sender.contains(where: \.isLetter) ? .alphanumeric : .number
    }

    /// Hexadecimal digits in groups of 8, 4, 4, 4 and 12 (RFC 9562 §4), in upper or lower case.
    private static func isUUID(_ text: String) -> Bool {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12] && groups.joined().allSatisfy { $0.isASCII && $0.isHexDigit }
    }
}
