// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Date

/// A message that the sandbox has accepted, as it arrived.
package struct StoredMessage: Hashable, Sendable {
    /// The id that the sender was given.
    package let uuid: String
    /// The sender, digits without `+`, or an alphanumeric name.
    package let source: String
    /// The recipient, digits without `+`.
    package let destination: String
    /// The text, letter by letter.
    package let text: String
    /// The parts that are billed.
    package let units: Int
    /// When it was accepted, to the millisecond.
    package let acceptedAt: Date
}
