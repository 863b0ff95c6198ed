// SPDX-License-Identifier: Apache-2.0

package import Campaign
package import Hours

/// What `send` was asked to do, complete and consistent.
package struct SendArguments: Sendable, Hashable {
    /// Where the recipients come from.
    package enum Recipients: Sendable, Hashable {
        case file(String)
        case standardInput
    }

    /// Where the message comes from.
    package enum Message: Sendable, Hashable {
        case templateFile(String)
        case text(String)
    }

    /// Whether messages are sent.
    package enum Mode: Sendable, Hashable {
        case send
        /// A dry run; with `lookups` it asks the provider for line types.
        case preview(lookups: Bool)
    }

    /// Where the recipients come from.
    package var recipients: Recipients
    /// Where the message comes from.
    package var message: Message
    /// Whether messages are sent.
    package var mode: Mode
    /// The configuration file.
    package var config: String
    /// Where the report goes.
    package var report: String
    /// The campaign's name.
    package var campaign: String
    /// What is said of the list: the phone column, encoding and delimiter that are not to be found out.
    package var list: ListOptions
    /// Whether numbers that a spreadsheet broke are repaired.
    package var repairsNumbers: Bool
    /// How many recipients that can be sent are tried; nil: all.
    package var limit: Int?
    /// The file that a preview's plan is saved to; nil: none.
    package var savedPlan: String?
    /// The file with the plan that the run is held to; nil: none.
    package var heldToPlan: String?
    /// How many messages go out before the others, to be looked at; nil: none.
    package var canary: Int?
    /// The user's own number, which gets one message while nobody else does; nil: this is no test.
    package var testNumber: String?
    /// The time before which messages must be sent; nil: what the configuration says.
    package var sendBefore: SendDeadline?
    /// Whether the run waits for the end of quiet hours.
    package var waits: Bool
    /// Whether the report shows the rendered texts.
    package var includesMessages: Bool
    /// Whether nothing is asked.
    package var assumesYes: Bool
    /// Whether the summary is JSON.
    package var json: Bool
    /// Whether there is no progress, and no plan where nobody is asked.
    package var quiet: Bool
    /// How progress is shown; nil: as it fits standard error.
    package var progress: ProgressMode?
    /// What the user allows about an earlier run or campaign.
    package var allowances: Allowances
    /// Whether a ledger is made although a report says that messages were sent already (`--new-ledger`).
    package var allowsNewLedger: Bool
}
