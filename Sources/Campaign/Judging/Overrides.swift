// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Date

/// What the user allows in a second run of a campaign that a run does not do by itself.
package struct Overrides: Sendable, Hashable {
    /// The same list and template under another name (`--again`).
    package var sameListAgain = false
    /// Another template than the one the campaign began with (`--accept-new-template`).
    package var newTemplate = false
    /// Other texts for numbers that were messaged already, which are then left alone
    /// (`--keep-earlier`).
    package var earlierTexts = false
    /// Another provider entry than the one the campaign began with (`--accept-new-provider`).
    package var newProvider = false
    /// A second try for messages that the provider refused (`--retry-rejected`).
    package var rejectedAgain = false
    /// A second message where it is not known whether the first one was accepted
    /// (`--resend-unconfirmed`).
    package var unconfirmedAgain = false
    /// Only what was settled before this moment gets its second try; `nil` for whatever is settled.
    ///
    /// One user's word is one more try: what this run has tried itself gets no other.
    package var settledBefore: Date?

    /// Allows nothing.
    package init() {}
}
