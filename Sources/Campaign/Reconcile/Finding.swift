// SPDX-License-Identifier: Apache-2.0

package import Providers

/// What a provider's log says of an unconfirmed message.
package enum Finding: Sendable, Hashable {
    /// The provider accepted it: this is it.
    case accepted(LoggedMessage)
    /// The provider did not accept it, and a further run may send it.
    case notAccepted
    /// The log leaves it open.
    case doubtful(Doubt)
}
