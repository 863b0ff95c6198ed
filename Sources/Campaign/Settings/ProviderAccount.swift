// SPDX-License-Identifier: Apache-2.0

package import Providers

/// A provider entry ready for use: every `${NAME}` replaced, credentials wrapped, addresses checked.
package struct ProviderAccount: Sendable, Hashable {
    /// The entry's key in `providers`.
    package var name: String
    /// Which provider's wire format it speaks.
    package var type: String
    /// The type's own values by their keys; each type's required keys are present and not empty.
    package var values: [String: Secret]
    /// The messaging address without a trailing slash; nil: the provider's own.
    package var baseURL: String?
    /// The lookup address without a trailing slash; nil: the provider's own.
    package var lookupBaseURL: String?
    /// The absolute path of a private certificate authority's PEM file.
    package var caFile: String?

    /// The description of a gateway of the type `custom`; nil for every other.
    package var gateway: CustomGateway?
    /// The values of the environment variables that the description names.
    package var variables: [String: Secret] = [:]

    /// Makes an account that has its addresses from its provider.
    package init(name: String, type: String, values: [String: Secret] = [:]) {
        self.name = name
        self.type = type
        self.values = values
    }
}
