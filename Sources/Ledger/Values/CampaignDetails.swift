// SPDX-License-Identifier: Apache-2.0

/// Says what a campaign is made of, as far as the ledger keeps it: hashes, not contents.
package struct CampaignDetails: Sendable, Equatable {
    /// The campaign's name, unique in the ledger.
    package var name: String
    /// The key of the provider entry that it is sent through.
    package var provider: String
    /// The sender as configured.
    package var sender: String
    /// A hash of the template, in hexadecimal digits.
    package var templateHash: String
    /// A hash of the recipients file, in hexadecimal digits.
    package var listHash: String
    /// Where the report was last written, as an absolute path.
    package var reportPath: String?

    /// The list's hash of a campaign that was one message to the user's own number, and so has no list.
    package static let noList = ""

    /// Whether the campaign was such a test.
    package var isTest: Bool { listHash == Self.noList }

    /// Describes a campaign.
    package init(
        name: String,
        provider: String,
        sender: String,
        templateHash: String,
        listHash: String,
        reportPath: String? = nil
    ) {
        self.name = name
        self.provider = provider
        self.sender = sender
        self.templateHash = templateHash
        self.listHash = listHash
        self.reportPath = reportPath
    }
}
