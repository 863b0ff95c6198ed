// SPDX-License-Identifier: Apache-2.0

extension Settings {
    /// Every key of the contract at the top of the file.
    private static let keys = [
        "provider", "from", "defaultRegion", "ledger", "columns", "lookup", "send", "skipLineTypes", "unknownLineType",
        "retry",
        "message", "requireOptOutText", "quietHours", "sendBefore", "allowedRegions", "suppressionLists", "prices",
        "caps", "minHoursBetweenCampaigns", "providers",
    ]

    /// Reads a configuration.
    ///
    /// - Parameters:
    ///   - bytes: The file's content.
    ///   - file: The file as the user named it, for messages.
    ///   - directory: The absolute path of its folder.
    ///   - environment: The variables that `${NAME}` may name.
    /// - Throws: The first mistake, with its line and key.
    package init(
        parsing bytes: [UInt8],
        file: String,
        directory: String,
        environment: [String: String]
    ) throws(ConfigurationError) {
        let context = ConfigurationContext(file: file, directory: directory, environment: environment)
        let root = try ConfigurationObject(try Self.parse(bytes, file: file), path: "", context: context)
        try root.refuseKeys(except: Self.keys)
        let ledger = context.absolute(try root.string("ledger") ?? "sms-campaign.sqlite")
        self.init(file: file, directory: directory, provider: try .chosen(in: root), ledger: ledger)
        try read(root)
    }

    private mutating func read(_ root: ConfigurationObject) throws(ConfigurationError) {
        from = try root.string("from")
        if let text = try root.string("defaultRegion") { defaultRegion = try root.region(text, at: "defaultRegion") }
        allowedRegions = try root.regions("allowedRegions")
        suppressionLists = try root.suppressionFiles("suppressionLists")
        quietHours = try QuietHours(reading: root)
        sendBefore = try root.deadline("sendBefore")
        columns = try ColumnSettings(reading: try root.object("columns"))
        lookup = try LookupSettings(reading: try root.object("lookup"))
        try requireLookups(root)
        send = try SendSettings(reading: try root.object("send"))
        skipLineTypes = try root.lineTypes("skipLineTypes") ?? skipLineTypes
        unknownLineType = try root.word("unknownLineType", of: SendOrSkip.self) ?? unknownLineType
        retry = try RetrySettings(reading: try root.object("retry"))
        message = try MessageSettings(reading: try root.object("message"))
        requireOptOutText = try root.bool("requireOptOutText") ?? requireOptOutText
        prices = try PriceSettings(reading: try root.object("prices"))
        caps = try CapSettings(reading: try root.object("caps"))
        minHoursBetweenCampaigns = try root.integer("minHoursBetweenCampaigns", in: 1...8_760)
        try caps.requirePrices(prices, lookups: lookupMode != .never, in: root)
    }

    /// Refuses to promise a lookup of every number where the provider has none.
    private func requireLookups(_ root: ConfigurationObject) throws(ConfigurationError) {
        guard lookup.mode == .always, !provider.hasLookups, let section = try root.object("lookup") else { return }
        let rule = "\"always\" needs lookups, and the provider entry \"\(provider.name)\" has no \"lookup\""
        throw section.error(.unusable(rule), at: "mode")
    }

    /// The tree of a configuration file.
    static func parse(_ bytes: [UInt8], file: String) throws(ConfigurationError) -> JSONNode {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw ConfigurationError(file: file, problem: .unusable("this is not UTF-8 text; save the file as UTF-8"))
        }
        do {
            return try JSON5Parser.parse(bytes)
        } catch {
            throw ConfigurationError(
                file: file,
                line: error.line,
                problem: .syntax(error.problem, column: error.column)
            )
        }
    }
}
