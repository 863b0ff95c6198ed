// SPDX-License-Identifier: Apache-2.0

/// How many line types came from where.
package struct LookupCounts: Sendable, Hashable {
    /// Lookups that the provider was asked for.
    package var requested: Int
    /// Line types that the ledger's cache knew.
    package var cached: Int
    /// Line types that the numbering plan knew.
    package var plan: Int

    /// Makes the counts.
    package init(requested: Int = 0, cached: Int = 0, plan: Int = 0) {
        self.requested = requested
        self.cached = cached
        self.plan = plan
    }
}
