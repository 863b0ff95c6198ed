// SPDX-License-Identifier: Apache-2.0

package import Providers

/// One account at one provider, as the configuration has it: `${NAME}` still stands where it was written.
///
/// The environment is asked only by `account(environment:)`, because a dry run needs no credentials and must not fail for want of them.
package struct ProviderEntry: Sendable, Hashable {
    /// The entry's key in `providers`, which is also what reports and the ledger call it.
    package var name: String
    /// Which provider's wire format it speaks: `plivo`, `sandbox`, ….
    package var type: String
    /// The type's own values, credentials above all, by their keys.
    package var values: [String: String] = [:]
    /// Replaces the provider's messaging address: scheme, host, port and an optional path prefix.
    package var baseURL: String?
    /// Replaces the provider's lookup address.
    package var lookupBaseURL: String?
    /// A PEM file with a private certificate authority.
    package var caFile: String?
    /// The description of a gateway of the type `custom`; nil for every other.
    package var gateway: CustomGateway?
    /// The lines of the values in the configuration file, by their keys' paths below the entry, for errors that only their use brings to light.
    package var lines: [String: Int] = [:]

    /// The name of the built-in practice provider, which needs no entry.
    package static let sandboxName = "sandbox"

    /// The built-in practice provider.
    package static let sandbox = ProviderEntry(name: sandboxName, type: sandboxName)

    /// Makes an entry without values of its own.
    package init(name: String, type: String) {
        self.name = name
        self.type = type
    }

    /// Whether the entry can look numbers up.
    package var hasLookups: Bool { gateway.map { $0.lookup != nil } ?? true }

    /// Whether the entry can send messages.
    package var hasMessages: Bool { gateway.map { $0.send != nil } ?? true }

    /// Whether this is the built-in practice provider.
    package var isSandbox: Bool { type == Self.sandboxName }
}
