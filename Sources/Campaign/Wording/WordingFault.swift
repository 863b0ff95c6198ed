// SPDX-License-Identifier: Apache-2.0

/// What carriers, laws or readers may object to in a text.
package enum WordingFault: Sendable, Hashable {
    /// Nothing tells how to get no more messages.
    case noOptOut
    /// The sender's name is missing.
    case noSender
    /// A link leads through a shortener that everybody shares, by its host.
    case shortener(String)
    /// Nearly all letters are capitals.
    case capitals
}
