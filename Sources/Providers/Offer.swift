// SPDX-License-Identifier: Apache-2.0

/// Something that a provider has, or a sentence on why it has not.
package enum Offer<Service: Sendable>: Sendable {
    /// The provider has it.
    case offered(Service)
    /// The provider has no such thing; the sentence says so to a person.
    case missing(String)

    /// The service where there is one.
    package var service: Service? {
        if case .offered(let service) = self { service } else { nil }
    }
}
