// SPDX-License-Identifier: Apache-2.0

package import Hours
package import PhoneNumbers

/// A validated configuration.
///
/// Every value is in range and every path absolute. What the file leaves out has the contract's default.
package struct Settings: Sendable, Hashable {
    /// The configuration file as the user named it, for messages.
    package var file: String
    /// The absolute path of the configuration file's folder, against which paths are resolved.
    package var directory: String
    /// The chosen provider entry.
    package var provider: ProviderEntry
    /// The sender: a number, short code, alphanumeric name or messaging service; nil: not configured.
    package var from: String?
    /// The ISO 3166 region of numbers that are written without `+`; nil: such numbers cannot be understood.
    package var defaultRegion: Region?
    /// The absolute path of the configured ledger; `ledgerPath` is the one to open.
    package var ledger: String
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
    /// The lists of people who get no message.
    package var suppressionLists: [SuppressionFile] = []
    /// The hours in which messages may go out; nil: all.
    package var quietHours: QuietHours?
    /// The time before which messages must be sent; nil: none.
    package var sendBefore: SendDeadline?
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
    ///   - file: The configuration file as the user named it.
    ///   - directory: The absolute path of its folder.
    ///   - provider: The chosen entry.
    ///   - ledger: The absolute path of the configured ledger.
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
    package var sandboxMessageLogPath: String {
        ledgerPath(inserting: "-sandbox-messages")
    }

    /// Puts a word before the extension of the ledger's file name.
    private func ledgerPath(inserting word: String) -> String {
        let nameStart = ledger.lastIndex(of: "/").map(ledger.index(after:)) ?? ledger.startIndex
        guard let dot = ledger[nameStart...].lastIndex(of: "."), dot != nameStart else { return ledger + word }
        return ledger[..<dot] + word + ledger[dot...]
    }
}
