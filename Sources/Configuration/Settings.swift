// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
package import Hours
package import PhoneNumbers
package import Providers

/// A validated configuration.
///
/// Every value is in range and every path absolute. What the file leaves out has the contract's
/// default.
package struct Settings: Sendable, Hashable {
    /// The configuration file as the user named it, for messages.
    package var file: String
    /// The absolute path of the configuration file's folder, against which paths are resolved.
    package var directory: String
    /// The chosen provider entry.
    package var provider: ProviderEntry
    /// The sender: a number, short code, alphanumeric name or messaging service; nil: not
    /// configured.
    package var from: String?
    /// The ISO 3166 region of numbers that are written without `+`; nil: such numbers cannot be
    /// understood.
    package var defaultRegion: Region?
    /// The absolute path of the configured ledger; `ledgerPath` is the one to open.
    package var ledger: String
    /// Whether the ledger may lie on a disk that other machines share, by the user's word that no
    /// other uses it.
    package var ledgerOnSharedDisk = false
    /// Which columns mean what.
    package var columns = ColumnSettings()
    /// How line types are looked up.
    package var lookup = LookupSettings()
    /// How messages are sent.
    package var send = SendSettings()
    /// The regions whose numbers get a message; `nil`: every region.
    package var allowedRegions: Set<Region>?
    /// The line types that get no message.
    package var skipLineTypes: Set<LineType> = Self.defaultSkipLineTypes
    /// What becomes of a number whose lookup named no line type.
    package var unknownLineType = SendOrSkip.send
    /// What becomes of several rows with one number.
    package var duplicates = DuplicateRows.skip
    /// The lists of people who get no message.
    package var suppressionLists: [SuppressionFile] = []
    /// The hours in which messages may go out; nil: all.
    package var quietHours: QuietHours?
    /// The time before which messages must be sent; nil: none.
    package var sendBefore: SendDeadline?
    /// What numbers begin with that are newer than the numbering plan's data, by the user's word.
    package var acceptedPrefixes: Set<NumberPrefix> = []
    /// How often a request is tried.
    package var retry = RetrySettings()
    /// Limits of the text.
    package var message = MessageSettings()
    /// Whether a campaign stops before its first message where a text does not tell how to opt out.
    package var requireOptOutText = false
    /// What things cost.
    package var prices = PriceSettings()
    /// What a campaign and a day may come to at most.
    package var caps = CapSettings()
    /// So many hours lie between messages of two campaigns to one number; nil: any.
    package var minHoursBetweenCampaigns: Int?

    /// The line types that get no message unless the configuration says otherwise.
    package static let defaultSkipLineTypes: Set<LineType> = [
        .fixedLine, .tollFree, .premiumRate, .sharedCost, .pager, .uan, .voicemail,
    ]

    /// Makes the contract's defaults for a provider.
    ///
    /// - Parameters:
    ///   - file: the configuration file as the user named it.
    ///   - directory: the absolute path of its folder.
    ///   - provider: the chosen entry.
    ///   - ledger: the absolute path of the configured ledger.
    package init(file: String, directory: String, provider: ProviderEntry, ledger: String) {
        self.file = file
        self.directory = directory
        self.provider = provider
        self.ledger = ledger
    }

    /// How recipients learn who writes to them.
    package var senderNaming: SenderNaming { SenderNaming(name: message.senderName, from: from) }

    /// For which numbers a lookup is made: for none where the provider has no lookups.
    package var lookupMode: LookupSettings.Mode { provider.hasLookups ? lookup.mode : .never }

    /// The ledger to open: the practice provider keeps its own beside the configured one.
    package var ledgerPath: String {
        provider.isSandbox ? ledgerPath(inserting: "-sandbox") : ledger
    }

    /// The practice provider's message log, beside the ledgers.
    package var sandboxMessageLogPath: String { ledgerPath(inserting: "-sandbox-messages") }

    /// Puts a word before the extension of the ledger's file name.
    private func ledgerPath(inserting word: String) -> String {
        let nameStart = ledger.lastIndex(of: "/").map(ledger.index(after:)) ?? ledger.startIndex
        guard let dot = ledger[nameStart...].lastIndex(of: "."), dot != nameStart else {
            return ledger + word
        }
        return ledger[..<dot] + word + ledger[dot...]
    }
}

extension Settings {
    /// Every key of the contract at the top of the file.
    private static let keys = [
        "provider", "from", "defaultRegion", "ledger", "ledgerOnSharedDisk", "columns", "lookup",
        "send", "skipLineTypes",
        "unknownLineType", "duplicates", "retry", "message", "requireOptOutText",
        "quietHours", "sendBefore",
        "allowedRegions", "numberingPlan", "suppressionLists", "prices", "caps",
        "minHoursBetweenCampaigns",
        "providers",
    ]

    /// Reads a configuration.
    ///
    /// - Parameters:
    ///   - bytes: the file's content.
    ///   - file: the file as the user named it, for messages.
    ///   - directory: the absolute path of its folder.
    ///   - environment: the variables that `${NAME}` may name.
    /// - Throws: the first mistake, with its line and key.
    package init(
        parsing bytes: [UInt8], file: String, directory: String, environment: [String: String]
    ) throws(ConfigurationError) {
        let context = ConfigurationContext(
            file: file, directory: directory, environment: environment)
        let root = try ConfigurationObject(
            try Self.parse(bytes, file: file), path: "", context: context)
        try root.refuseKeys(except: Self.keys)
        let ledger = context.absolute(try root.string("ledger") ?? "sms-campaign.sqlite")
        self.init(file: file, directory: directory, provider: try .chosen(in: root), ledger: ledger)
        try read(root)
    }

    private mutating func read(_ root: ConfigurationObject) throws(ConfigurationError) {
        from = try root.string("from")
        ledgerOnSharedDisk = try root.bool("ledgerOnSharedDisk") ?? false
        if let text = try root.string("defaultRegion") {
            defaultRegion = try root.region(text, at: "defaultRegion")
        }
        allowedRegions = try root.regions("allowedRegions")
        suppressionLists = try root.suppressionFiles("suppressionLists")
        quietHours = try QuietHours(reading: root)
        sendBefore = try root.deadline("sendBefore")
        columns = try ColumnSettings(reading: try root.object("columns"))
        lookup = try LookupSettings(reading: try root.object("lookup"))
        try requireLookups(root)
        acceptedPrefixes = try readAcceptedPrefixes(try root.object("numberingPlan"))
        send = try SendSettings(reading: try root.object("send"))
        skipLineTypes = try root.lineTypes("skipLineTypes") ?? skipLineTypes
        unknownLineType = try root.word("unknownLineType", of: SendOrSkip.self) ?? unknownLineType
        duplicates = try root.word("duplicates", of: DuplicateRows.self) ?? duplicates
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
        guard lookup.mode == .always, !provider.hasLookups, let section = try root.object("lookup")
        else { return }
        let rule =
            "\"always\" needs lookups, "
            + "and the provider entry \"\(provider.name)\" has no \"lookup\""
        throw section.error(.unusable(rule), at: "mode")
    }

    /// Reads the beginnings of numbers that the numbering plan does not know yet.
    ///
    /// Nothing but a lookup tells whether there is such a number.
    private func readAcceptedPrefixes(
        _ section: ConfigurationObject?
    ) throws(ConfigurationError) -> Set<NumberPrefix> {
        try section?.refuseKeys(except: ["accept"])
        let prefixes = try section?.numberPrefixes("accept") ?? []
        guard let section, !prefixes.isEmpty, lookupMode == .never else { return prefixes }
        let reason =
            provider.hasLookups
            ? "lookup.mode is \"never\""
            : "the provider entry \"\(provider.name)\" has no \"lookup\""
        let rule = "accepted numbers are looked up before they get a message, and \(reason)"
        throw section.error(.unusable(rule), at: "accept")
    }

    /// The tree of a configuration file.
    static func parse(_ bytes: [UInt8], file: String) throws(ConfigurationError) -> JSONNode {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw ConfigurationError(
                file: file, problem: .unusable("this is not UTF-8 text; save the file as UTF-8"))
        }
        do { return try JSON5Parser.parse(bytes) } catch {
            throw ConfigurationError(
                file: file, line: error.line, problem: .syntax(error.problem, column: error.column))
        }
    }
}

extension Settings {
    /// Where the configuration is looked for unless the user says otherwise.
    package static let defaultFile = "config.json"

    /// - Parameters:
    ///   - file: the path as the user gave it.
    ///   - workingDirectory: the absolute path that a relative `file` belongs to.
    ///   - environment: the variables that `${NAME}` may name.
    /// - Returns: the settings, with absolute paths.
    /// - Throws: what is wrong with the file; its absence too.
    package static func load(
        _ file: String, workingDirectory: String, environment: [String: String]
    ) throws(ConfigurationError) -> Settings {
        let url = URL(
            filePath: file, relativeTo: URL(filePath: workingDirectory, directoryHint: .isDirectory)
        )
        let directory = url.absoluteURL.deletingLastPathComponent().standardized.path(
            percentEncoded: false)
        let bytes = try read(url.absoluteURL.path(percentEncoded: false), file: file)
        return try Settings(
            parsing: bytes, file: file, directory: directory, environment: environment)
    }

    /// The bytes of a configuration file.
    static func read(_ path: String, file: String) throws(ConfigurationError) -> [UInt8] {
        do throws(SmallFile.Problem) { return try SmallFile.bytes(of: path) } catch {
            switch error {
            case .missing: throw ConfigurationError(file: file, problem: .missingFile)
            case .unreadable(let reason):
                throw ConfigurationError(file: file, problem: .unreadable(reason))
            }
        }
    }
}

/// What a report's page asks of a configuration: no credentials, so that none of the environment's
/// variables need be set.
package struct ConfigurationOutline: Sendable, Hashable {
    /// How messages are sent.
    package let send: SendSettings
    /// What the provider entries mean, by their names.
    package let kinds: [String: ProviderKind]

    /// Reads a configuration file, its section `send` and the names of its providers alone.
    ///
    /// - Parameters:
    ///   - path: the file's absolute path.
    ///   - file: the file as the user named it, for messages.
    /// - Throws: what is wrong with the file; its absence too.
    package init(path: String, file: String) throws(ConfigurationError) {
        let bytes = try Settings.read(path, file: file)
        let context = ConfigurationContext(file: file, directory: "/", environment: [:])
        let root = try ConfigurationObject(
            try Settings.parse(bytes, file: file), path: "", context: context)
        send = try SendSettings(reading: try root.object("send"))
        kinds = Self.kinds(try root.object("providers"))
    }

    /// An entry that is not understood has no kind here; `send` says what is wrong with it when it
    /// is used.
    private static func kinds(_ entries: ConfigurationObject?) -> [String: ProviderKind] {
        guard let entries else { return [:] }
        let pairs = entries.keys.compactMap { name in
            let word = (try? entries.object(name)?.rawString("type")) ?? name
            return ProviderKind(word: word).map { (name, $0) }
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
