// SPDX-License-Identifier: Apache-2.0

/// The provider types that a configuration may name, and the keys that each one needs.
enum ProviderType: String, CaseIterable {
    case plivo, twilio, telnyx, vonage, custom, sandbox

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

    /// The keys that an entry may have besides.
    var optionalKeys: [String] { self == .telnyx ? [Self.messagingProfileID] : [] }

    /// The key of the profile that Telnyx needs for an alphanumeric sender.
    static let messagingProfileID = "messagingProfileID"
}
