// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Decimal

/// What a run or a report comes to.
///
/// What is nil is not known: a report read again cannot tell how long the run took.
package struct Summary: Sendable, Hashable {
    /// The counts of all lines.
    package var tally: Tally
    /// The report's path as the user named it.
    package var report: String
    /// The campaign's name.
    package var campaign: String?
    /// Whether nothing was sent on purpose.
    package var dryRun: Bool?
    /// The provider entry.
    package var provider: String?
    /// The configuration file as the user named it; nil: the default, or not known.
    package var config: String?
    /// How line types were found out.
    package var lookups: LookupCounts?
    /// What the run's lookups and messages cost by the configured prices; nil: not all prices are known.
    package var estimatedCost: Decimal?
    /// The currency of the prices.
    package var currency: String?
    /// How long the run took.
    package var duration: Duration?
    /// How long sending takes at the least, at the configured rates; a preview's alone.
    package var estimatedDuration: Duration?
    /// The exit code of the run.
    package var exitCode: Int32?

    /// Makes the summary of a report of which no more is known.
    package init(_ tally: Tally, report: String) {
        self.tally = tally
        self.report = report
    }
}
