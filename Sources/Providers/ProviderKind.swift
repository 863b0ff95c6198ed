// SPDX-License-Identifier: Apache-2.0

import HTTP

/// Which provider an entry of the configuration means.
///
/// A closed set: the configuration's word is looked up here once, and nobody compares words behind
/// that.
package enum ProviderKind: Sendable, Hashable {
    /// A company whose wire format this program knows.
    case vendor(Vendor)
    /// A gateway that the configuration describes itself.
    case custom
    /// The built-in practice provider, which needs no entry.
    case sandbox

    /// The kinds that an entry of the configuration can have.
    package static let configurable: [ProviderKind] =
        Vendor.all.map(ProviderKind.vendor) + [.custom]

    /// Nil for a word that names no provider.
    package init?(word: String) {
        let kinds = Self.configurable + [.sandbox]
        guard let kind = kinds.first(where: { $0.word == word }) else { return nil }
        self = kind
    }

    /// The word in the configuration.
    package var word: String {
        switch self {
        case .vendor(let vendor): vendor.word
        case .custom: "custom"
        case .sandbox: "sandbox"
        }
    }

    /// The vendor whose wire format it speaks: the practice provider's is Plivo's; `nil` for a
    /// gateway, whose format only the configuration knows.
    package var wireFormat: Vendor? {
        switch self {
        case .vendor(let vendor): vendor
        case .custom: nil
        case .sandbox: .plivo
        }
    }
}

/// All that the program has to know of a company that sends messages.
///
/// Adding one is a value in its own folder and its name in ``all``. No member has a default, so
/// that what was forgotten does not compile.
package struct Vendor: Sendable {
    /// Every vendor, in the order in which errors name them.
    package static let all: [Vendor] = [.plivo, .twilio, .telnyx, .vonage]

    /// The word in the configuration, which is also what reports and the ledger may say.
    package let word: String
    /// The company's name, for sentences.
    package let name: String
    /// The configuration's keys of the credentials.
    package let credentials: VendorCredentials
    /// The configuration's keys that an entry may have besides.
    package let optionalKeys: [String]
    /// The one of these keys that it needs for an alphanumeric sender; `nil` where it needs none.
    package let keyForAlphanumericSender: String?
    /// Where it answers when the configuration names no other place.
    package let addresses: VendorAddresses
    /// What is certainly wrong with an entry's values by their keys, before any request; `nil` for
    /// nothing.
    let mistake: @Sendable (_ values: [String: String]) -> VendorMistake?
    /// What a person should know before numbers are looked up; `nil` for nothing.
    package let lookupNotice: String?
    /// What its error codes mean.
    let codes: VendorCodes
    let wireFormat: @Sendable (VendorAccount) -> any Provider
}

extension Vendor: Hashable {
    package static func == (one: Vendor, other: Vendor) -> Bool { one.word == other.word }

    package func hash(into hasher: inout Hasher) { hasher.combine(word) }
}

/// A value of an entry that cannot be right.
package struct VendorMistake: Sendable, Hashable {
    /// The key of the value.
    package let key: String
    /// What is wrong and what to write, without the value.
    package let rule: String
}

extension Vendor {
    /// What is certainly wrong with an entry's values by their keys; `nil` for nothing.
    package func mistake(in values: [String: String]) -> VendorMistake? { mistake(values) }
}

/// How a vendor knows an account, by the configuration's keys.
package enum VendorCredentials: Sendable, Hashable {
    /// An account's id and its secret, for HTTP Basic authentication.
    case pair(account: String, secret: String)
    /// A secret alone, which is a bearer token.
    case token(String)

    /// The keys, all of which an entry must have.
    package var keys: [String] {
        switch self {
        case .pair(let account, let secret): [account, secret]
        case .token(let token): [token]
        }
    }

    /// The key of what tells an account from others: its id, or the token where that is all.
    package var identityKey: String {
        switch self {
        case .pair(let account, _): account
        case .token(let token): token
        }
    }
}

/// Scheme and host of a vendor's two APIs.
package struct VendorAddresses: Sendable, Hashable {
    package let messages: String
    package let lookups: String
}

/// What a vendor's wire format is made of.
package struct VendorAccount: Sendable {
    /// The name of the provider entry.
    let name: String
    /// Credentials, addresses, and what else every request needs.
    let endpoint: ProviderEndpoint
    /// The values of the keys that the entry may have, as far as it has them.
    let options: [String: String]
}

extension Vendor {
    /// Makes the wire format for an account.
    ///
    /// - Parameters:
    ///   - name: the provider entry's name.
    ///   - values: the entry's values by their keys.
    ///   - connection: addresses, time-out and trust.
    /// - Returns: `nil` where a credential is missing.
    package func provider(
        named name: String, values: [String: String], connection: VendorConnection
    ) -> (any Provider)? {
        let keys = credentials.keys.compactMap { values[$0] }
        guard keys.count == credentials.keys.count, let secret = keys.last else { return nil }
        let scheme: AuthorizationScheme = if case .token = credentials { .bearer } else { .basic }
        let endpoint = ProviderEndpoint(
            baseURL: connection.baseURL ?? addresses.messages,
            lookupBaseURL: connection.lookupBaseURL ?? addresses.lookups,
            credentials: Credentials(user: scheme == .basic ? keys[0] : "", password: secret),
            scheme: scheme, timeout: connection.timeout, caFile: connection.caFile)
        let options = values.filter { optionalKeys.contains($0.key) }
        return wireFormat(VendorAccount(name: name, endpoint: endpoint, options: options))
    }
}

/// What the configuration says of the way to a vendor.
package struct VendorConnection: Sendable, Hashable {
    /// Replaces the messaging address; `nil`: the vendor's own.
    package let baseURL: String?
    /// Replaces the lookup address; `nil`: the vendor's own.
    package let lookupBaseURL: String?
    /// How long a request may take as a whole.
    package let timeout: Duration
    /// A file of certificate authorities (PEM) to trust instead of the system's, or `nil`.
    package let caFile: String?

    package init(baseURL: String?, lookupBaseURL: String?, timeout: Duration, caFile: String?) {
        self.baseURL = baseURL
        self.lookupBaseURL = lookupBaseURL
        self.timeout = timeout
        self.caFile = caFile
    }
}
