// SPDX-License-Identifier: Apache-2.0

import Providers

extension ProviderEntry {
    /// The keys of an entry that describes a gateway.
    private static let customKeys = ["type", "send", "lookup", "status", "user", "password", "caFile"]

    /// Reads an entry that describes a gateway; whatever could not work is found here, not at the thousandth message.
    init(name: String, readingCustom entry: ConfigurationObject) throws(ConfigurationError) {
        try entry.refuseKeys(except: Self.customKeys)
        self.init(name: name, type: ProviderType.custom.rawValue)
        var gateway = CustomGateway()
        if let section = try entry.object("send") { gateway.send = try CustomSend(reading: section) }
        if let section = try entry.object("lookup") { gateway.lookup = try CustomLookup(reading: section) }
        if let section = try entry.object("status") { gateway.status = try CustomStatus(reading: section) }
        guard gateway.send != nil || gateway.lookup != nil else {
            throw entry.context.error(
                .unusable("the entry needs \"send\", \"lookup\" or both"),
                key: entry.path,
                line: entry.line
            )
        }
        self.gateway = gateway
        try readCredentials(entry)
        try refuseSecondCredentials(in: gateway, entry)
        caFile = try entry.rawString("caFile")
        lines = entry.lines
    }

    /// The account for HTTP Basic authentication: both keys or none.
    private mutating func readCredentials(_ entry: ConfigurationObject) throws(ConfigurationError) {
        for key in ["user", "password"] { values[key] = try entry.rawString(key) }
        guard values.count == 1 else { return }
        throw entry.missing(values["user"] == nil ? "user" : "password")
    }

    /// Refuses a header that says again, or otherwise, what `user` and `password` say.
    private func refuseSecondCredentials(
        in gateway: CustomGateway,
        _ entry: ConfigurationObject
    ) throws(ConfigurationError) {
        guard !values.isEmpty else { return }
        for (section, request) in gateway.requests {
            guard let header = request.headers.first(where: { $0.name.lowercased() == "authorization" }) else {
                continue
            }
            let key = "\(section).headers.\(header.name)"
            let rule = "\"user\" and \"password\" make this header already; leave one of the two out"
            throw entry.context.error(.unusable(rule), key: entry.path(of: key), line: entry.lines[key])
        }
    }
}
