// SPDX-License-Identifier: Apache-2.0

package import SMSText

package import struct Foundation.Decimal

/// What smart encoding would spare a campaign, by the characters that make its messages UCS-2.
///
/// A message that holds several such characters is counted once, under all of them together: no one of them alone is to blame.
package struct SegmentSavings: Sendable, Hashable {
    /// What the same characters cost in some messages.
    package struct Cause: Sendable, Hashable {
        /// The characters, in the order of their code points; none for messages of many causes.
        package let characters: [Unicode.Scalar]
        /// The messages that they make UCS-2.
        package fileprivate(set) var messages = 0
        /// The segments that these messages take more.
        package fileprivate(set) var segments = 0
        /// What the segments cost; `nil` where a price is missing.
        package fileprivate(set) var cost: Decimal? = 0
    }

    /// A list that mixes characters without end must not fill the memory.
    private static let mostCauses = 200
    private var causes: [[Unicode.Scalar]: Cause] = [:]

    /// Makes the savings of no message.
    package init() {}

    /// Counts a message.
    package mutating func count(_ saving: SmartSaving, cost: Decimal?) {
        let isKept = causes[saving.characters] != nil || causes.count < Self.mostCauses
        let key = isKept ? saving.characters : []
        var cause = causes[key] ?? Cause(characters: key)
        cause.messages += 1
        cause.segments += saving.segments
        cause.cost = cause.cost.flatMap { sum in cost.map { sum + $0 } }
        causes[key] = cause
    }

    /// The costliest causes, the worst first, and all others together.
    ///
    /// - Parameter most: How many causes to name.
    /// - Returns: The causes; `nil` for others where there are none.
    package func ranked(most: Int) -> (named: [Cause], others: Cause?) {
        let ranked = causes.values.filter { !$0.characters.isEmpty }.sorted(by: Self.isWorse)
        let others = ranked.dropFirst(most) + causes.values.filter { $0.characters.isEmpty }
        guard !others.isEmpty else { return (ranked, nil) }
        return (Array(ranked.prefix(most)), others.reduce(into: Cause(characters: [])) { $0.add($1) })
    }

    private static func isWorse(_ first: Cause, _ second: Cause) -> Bool {
        let money = (first.cost ?? 0, second.cost ?? 0)
        if money.0 != money.1 { return money.0 > money.1 }
        if first.segments != second.segments { return first.segments > second.segments }
        return first.characters.lexicographicallyPrecedes(second.characters)
    }
}

extension SegmentSavings.Cause {
    fileprivate mutating func add(_ other: Self) {
        messages += other.messages
        segments += other.segments
        cost = cost.flatMap { sum in other.cost.map { sum + $0 } }
    }
}
