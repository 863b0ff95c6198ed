// SPDX-License-Identifier: Apache-2.0

extension ProviderAccount {
    /// What tells the account from others at the same provider, to be hashed: the type, the account's id and the address.
    ///
    /// Where the credential itself is the only id, as Telnyx's key, it is part of it. `nil` for a gateway of the type `custom`,
    /// which has no notion of accounts, and for the practice provider, which has a new account in every run.
    package var identity: Secret? {
        guard name != ProviderEntry.sandboxName, let id = Self.idKeys[type].flatMap({ values[$0] }) else { return nil }
        return Secret([type, id.reveal(), place].joined(separator: "\n"))
    }

    /// The address, but for one on this machine: a tunnel's or a rehearsal's port is another one each time.
    private var place: String {
        guard let baseURL, let host = baseURL.split(separator: "/").dropFirst().first else { return "" }
        let isLocal = ["127.", "localhost", "[::1]"].contains { host.hasPrefix($0) }
        return isLocal ? "" : baseURL
    }

    private static let idKeys = ["plivo": "authID", "twilio": "accountSID", "telnyx": "apiKey", "vonage": "apiKey"]
}
