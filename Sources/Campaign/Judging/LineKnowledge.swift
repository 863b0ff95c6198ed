// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

/// What is known of a number's line, and from where.
package struct LineKnowledge: Sendable, Hashable {
    /// Where the knowledge comes from, as the report's `line_type_source` column says it.
    ///
    /// A lookup is trusted more than the cache, the cache more than the numbering plan.
    package enum Source: String, Sendable, Hashable, CaseIterable {
        /// The numbering plan, offline.
        case plan
        /// An earlier lookup, remembered in the ledger.
        case cache
        /// A lookup of this run.
        case lookup
    }

    /// The line type.
    package let type: LineType
    /// Where it comes from.
    package let source: Source
    /// The carrier, where a lookup named one.
    package let carrier: String?

    /// Makes a piece of knowledge.
    package init(type: LineType, source: Source, carrier: String? = nil) {
        self.type = type
        self.source = source
        self.carrier = carrier
    }

    /// Whether only a lookup can tell if the number is a fixed line.
    package var isAmbiguous: Bool {
        source == .plan && (type == .fixedLineOrMobile || type == .unknown)
    }
}
