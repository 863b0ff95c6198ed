// SPDX-License-Identifier: Apache-2.0

/// The provider types that a configuration may name, and the keys that each one needs.
enum ProviderType: String, CaseIterable {
    case plivo, twilio, telnyx, vonage, custom, sandbox

    /// Whether this version speaks to such a provider.
    var isAvailable: Bool { self == .plivo || self == .sandbox }

    /// The keys of the credentials, all of which an entry must have.
    var credentialKeys: [String] {
        switch self {
        case .plivo: ["authID", "authToken"]
        case .twilio: ["accountSID", "authToken"]
        case .telnyx: ["apiKey"]
        case .vonage: ["apiKey", "apiSecret"]
        case .custom, .sandbox: []
        }
    }
}
