// SPDX-License-Identifier: Apache-2.0

import SMSText

/// The messages of a plan that are worth a look: the shortest, the longest, and one of the commonest size.
package struct Specimens: Sendable, Hashable {
    /// Sizes beyond these many are not compared: a list whose texts all differ must not fill the memory with them.
    private static let mostSizes = 200

    /// The first of the shortest messages.
    package private(set) var shortest: Specimen?
    /// The first of the longest messages.
    package private(set) var longest: Specimen?
    private var sizes: [Size: Group] = [:]

    private struct Size: Hashable {
        let segments: Int
        let units: Int
    }

    private struct Group: Hashable {
        let order: Int
        let first: Specimen
        var count: Int
    }

    /// Makes specimens of no message.
    package init() {}

    /// Counts a message.
    package mutating func count(_ candidate: Candidate) {
        let size = Size(segments: candidate.size.segments, units: candidate.size.units)
        let isShortest = shortest.map { Self.isLess(size, Self.size(of: $0)) } ?? true
        let isLongest = longest.map { Self.isLess(Self.size(of: $0), size) } ?? true
        sizes[size]?.count += 1
        let isNewSize = sizes[size] == nil && sizes.count < Self.mostSizes
        guard isShortest || isLongest || isNewSize else { return }
        let specimen = Specimen(place: candidate.recipient.place, text: candidate.text, size: candidate.size)
        if isShortest { shortest = specimen }
        if isLongest { longest = specimen }
        if isNewSize { sizes[size] = Group(order: sizes.count, first: specimen, count: 1) }
    }

    /// The first message of the commonest size; of sizes that are equally common, the one that came first.
    package var typical: Specimen? {
        sizes.values.min { ($1.count, $0.order) < ($0.count, $1.order) }?.first
    }

    private static func size(of specimen: Specimen) -> Size {
        Size(segments: specimen.size.segments, units: specimen.size.units)
    }

    private static func isLess(_ first: Size, _ second: Size) -> Bool {
        (first.segments, first.units) < (second.segments, second.units)
    }
}
