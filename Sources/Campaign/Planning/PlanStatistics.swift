// SPDX-License-Identifier: Apache-2.0

package import Lists
package import PhoneNumbers
package import SMSText

package import struct Foundation.Decimal

/// Where the messages of a plan go: how many by region and line type.
package struct Destinations: Sendable, Hashable {
    /// What is known of a line before the run.
    package enum Kind: Sendable, Hashable {
        /// The line type is known, or nobody is to be asked.
        case line(LineType)
        /// A lookup is made first.
        case lookedUp
    }

    /// The messages by region (empty where a number has none) and kind; no more entries than
    /// regions times line types.
    package private(set) var counts: [String: [Kind: Int]] = [:]

    /// Makes destinations of no message.
    package init() {}

    /// Counts a message.
    package mutating func count(_ kind: Kind, in region: Region?) {
        counts[region?.rawValue ?? "", default: [:]][kind, default: 0] += 1
    }

    /// The regions with their messages, the commonest first.
    package var rankedRegions: [(region: String, count: Int)] {
        Tally.ranked(counts.mapValues { $0.values.reduce(0, +) }).map {
            (region: $0.word, count: $0.count)
        }
    }

    /// The messages of all regions by kind.
    package var kinds: [Kind: Int] {
        counts.values.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
    }
}

/// The characters that make messages UCS-2, and in how many messages each of them stands.
package struct OddCharacters: Sendable, Hashable {
    /// Characters beyond these many are not told apart.
    private static let mostCharacters = 200

    private var counts: [Unicode.Scalar: Int] = [:]
    /// The messages that are UCS-2.
    package private(set) var messages = 0

    /// Makes the characters of no message.
    package init() {}

    /// Counts a message by its characters that GSM-7 lacks; none for one that is GSM-7.
    package mutating func count(_ characters: [Unicode.Scalar]) {
        guard !characters.isEmpty else { return }
        messages += 1
        for character in characters
        where counts[character] != nil || counts.count < Self.mostCharacters {
            counts[character, default: 0] += 1
        }
    }

    /// The characters, the commonest first.
    package var ranked: [Unicode.Scalar] {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }
}

/// What smart encoding would spare a campaign, by the characters that make its messages UCS-2.
///
/// A message that holds several such characters is counted once, under all of them together: no one
/// of them alone is to blame.
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
        return (
            Array(ranked.prefix(most)), others.reduce(into: Cause(characters: [])) { $0.add($1) }
        )
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

/// What a plan finds out about the rows of a list, which a person should know of.
package struct RowFindings: Sendable, Hashable {
    /// Numbers beyond these many that stand in several rows are not counted: one that a large part
    /// of a list shares is among the first.
    private static let mostShared = 10_000

    /// The columns that may say who wants no message, as far as nobody looks at them.
    package internal(set) var consent = ConsentColumns()
    /// The messages of earlier runs to people whom this run is not about.
    package private(set) var settledUnselected = 0
    /// The numbers that `allowedRegions` leaves out, by region code; empty text for none.
    package private(set) var leftOutRegions: [String: Int] = [:]
    private var repeated: [PhoneNumber: Int] = [:]

    package init() {}

    /// Looks at a row that an earlier run has settled.
    mutating func count(settled row: ReportRow, _ selection: Selection?) {
        if selection?.selects(row.recipient.cells) == false { settledUnselected += 1 }
    }

    /// Looks at a row that gets no message.
    mutating func count(dropped row: ReportRow) {
        switch row.verdict.reason {
        case .regionNotAllowed: leftOutRegions[row.region?.rawValue ?? "", default: 0] += 1
        case .duplicate: countRepeated(row.number)
        default: break
        }
    }

    private mutating func countRepeated(_ number: PhoneNumber?) {
        guard let number, repeated[number] != nil || repeated.count < Self.mostShared else {
            return
        }
        repeated[number, default: 0] += 1
    }

    /// The number that is none's own, for a large part of the rows have it, and how many; `nil`
    /// where there is none.
    ///
    /// Families share a number as well, but not a third of a list, or a hundredth of a long one.
    package func placeholder(amongRows rows: Int) -> (number: PhoneNumber, rows: Int)? {
        let commonest = repeated.max { ($0.value, $1.key.e164) < ($1.value, $0.key.e164) }
        // The first row with the number is no duplicate.
        guard let (number, count) = commonest.map({ ($0.key, $0.value + 1) }) else { return nil }
        let isCommon = count >= 3 && count * 3 >= rows || count >= 10 && count * 100 >= rows
        return isCommon ? (number, count) : nil
    }
}

/// The values in a campaign's messages that say nothing, or whose letters are broken.
package struct DoubtfulValues: Sendable, Hashable {
    /// The messages with one fault.
    package struct Finding: Sendable, Hashable {
        /// How many there are.
        package fileprivate(set) var messages = 0
        /// The first such value, and where it stands in the list.
        package let first: DoubtfulValue
        package let place: String
        /// How many messages have which value; values beyond ``mostValues`` are not told apart.
        package fileprivate(set) var values: [String: Int] = [:]
    }

    private static let mostValues = 200
    private var findings: [DoubtfulValue.Fault: Finding] = [:]

    /// Makes the values of no message.
    package init() {}

    /// Looks at the values of a message.
    mutating func count(_ recipient: Recipient, in template: BoundTemplate) {
        let doubtful = template.doubtfulValues { recipient.cells[$0] }
        guard !doubtful.isEmpty else { return }
        for (fault, values) in Dictionary(grouping: doubtful, by: \.fault) {
            guard let first = values.first else { continue }
            var finding =
                findings[fault] ?? Finding(first: first, place: recipient.place)
            finding.messages += 1
            for word in Set(values.map(\.value))
            where finding.values[word] != nil || finding.values.count < Self.mostValues {
                finding.values[word, default: 0] += 1
            }
            findings[fault] = finding
        }
    }

    /// The messages with a fault; nil where there are none.
    package subscript(fault: DoubtfulValue.Fault) -> Finding? { findings[fault] }
}

/// One rendered message of a plan, to be looked at.
package struct SampleMessage: Sendable, Hashable {
    /// Where its recipient stands in the list.
    package let place: String
    /// The text.
    package let text: String
    /// The text's encoding and segments.
    package let size: SegmentCount

    /// Makes the specimen of a recipient.
    package init(place: String, text: String, size: SegmentCount) {
        self.place = place
        self.text = text
        self.size = size
    }
}

/// The messages of a plan that are worth a look: the shortest, the longest, and one of the
/// commonest size.
package struct SampleMessages: Sendable, Hashable {
    /// Sizes beyond these many are not compared: a list whose texts all differ must not fill the
    /// memory with them.
    private static let mostSizes = 200

    /// The first of the shortest messages.
    package private(set) var shortest: SampleMessage?
    /// The first of the longest messages.
    package private(set) var longest: SampleMessage?
    private var sizes: [Size: Group] = [:]

    private struct Size: Hashable {
        let segments: Int
        let units: Int
    }

    private struct Group: Hashable {
        let order: Int
        let first: SampleMessage
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
        let specimen = SampleMessage(
            place: candidate.recipient.place, text: candidate.text, size: candidate.size)
        if isShortest { shortest = specimen }
        if isLongest { longest = specimen }
        if isNewSize { sizes[size] = Group(order: sizes.count, first: specimen, count: 1) }
    }

    /// The first message of the commonest size; of sizes that are equally common, the one that came
    /// first.
    package var typical: SampleMessage? {
        sizes.values.min { ($1.count, $0.order) < ($0.count, $1.order) }?.first
    }

    private static func size(of specimen: SampleMessage) -> Size {
        Size(segments: specimen.size.segments, units: specimen.size.units)
    }

    private static func isLess(_ first: Size, _ second: Size) -> Bool {
        (first.segments, first.units) < (second.segments, second.units)
    }
}

/// The numbers of a plan that the numbering plan is known to mislead about.
package struct CautionCounts: Sendable, Hashable {
    /// What is said of some numbers, how many they are, and where the first of them stands.
    package struct Finding: Sendable, Hashable {
        package let sentence: String
        package fileprivate(set) var numbers = 0
        package let first: String
    }

    /// In the order in which they came first.
    package private(set) var findings: [Finding] = []

    /// Counts nothing yet.
    package init() {}

    /// Counts the number of a row that gets no message.
    mutating func count(dropped row: ReportRow, _ plan: NumberingPlan) {
        guard row.verdict.reason != .duplicate, let number = row.number else { return }
        count(plan.caution(about: number)?.description, at: row.recipient)
    }

    mutating func count(_ sentence: String?, at recipient: Recipient) {
        guard let sentence else { return }
        if let known = findings.firstIndex(where: { $0.sentence == sentence }) {
            findings[known].numbers += 1
        } else {
            findings.append(Finding(sentence: sentence, numbers: 1, first: recipient.place))
        }
    }
}
