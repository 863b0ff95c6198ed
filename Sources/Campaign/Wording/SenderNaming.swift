// SPDX-License-Identifier: Apache-2.0

import Providers

/// How a recipient learns who writes to them.
package enum SenderNaming: Sendable, Hashable {
    /// By this name, which each text should have in it.
    case inText(String)
    /// By the sender that the phone shows, which is a name.
    case bySender
    /// The configuration does not say.
    case unknown

    /// No provider takes longer names: GSM 03.40 has room for 11 septets in an alphanumeric address.
    private static let longestSender = 11

    /// Tells it from the configuration; the name alone decides where there is one that the phone does not show.
    package init(name: String?, from: String?) {
        let shown = from.flatMap { SenderForm($0) == .alphanumeric && $0.count <= Self.longestSender ? $0 : nil }
        switch (name, shown) {
        case (let name?, let shown) where shown?.lowercased() != name.lowercased(): self = .inText(name)
        case (_, .some): self = .bySender
        default: self = .unknown
        }
    }

    /// The name that each text should have in it; nil where none is asked for.
    package var nameInText: String? {
        if case .inText(let name) = self { name } else { nil }
    }
}
