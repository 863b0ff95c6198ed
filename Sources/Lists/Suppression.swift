// SPDX-License-Identifier: Apache-2.0

package import Basics
package import Configuration
package import PhoneNumbers

/// The people on the configuration's suppression lists: a few bytes each, read once.
package struct Suppression: Sendable {
    package struct List: Sendable {
        /// The file as the configuration names it.
        package let name: String
        /// How many people it names.
        package let people: Int
        /// What is worth knowing of how they were read.
        package let notes: ListNotes
        /// By handset: a person is meant, in whichever spelling of the number.
        fileprivate let handsets: Set<PhoneNumber>

        fileprivate init(name: String, _ listed: ListedNumbers) {
            self.name = name
            people = listed.people.count
            notes = ListNotes(listed)
            handsets = Set(listed.people.map(\.handset)).union(listed.others.map(\.handset))
        }
    }

    package private(set) var lists: [List] = []

    /// Suppresses nobody.
    package init() {}

    /// Reads the lists.
    ///
    /// - Parameters:
    ///   - files: the lists.
    ///   - defaultRegion: the region of numbers without a country code.
    ///   - sender: the number that messages are sent from, which no list may name.
    /// - Throws: what `NumberList` throws, for the first list that is missing or has a mistake:
    ///   nobody is texted by a list in doubt.
    package init(
        reading files: [SuppressionFile], defaultRegion: Region?, sender: PhoneNumber? = nil
    ) throws {
        for file in files {
            let list = NumberList(name: file.name, defaultRegion: defaultRegion, sender: sender)
            lists.append(List(name: file.name, try list.read(at: file.path)))
        }
    }

    /// The fingerprint of the lists: the same for the same people, however their files are written.
    package var fingerprint: Digest {
        SHA256.digest(
            of: lists.map { $0.handsets.map(\.e164).sorted().joined(separator: " ") }.joined(
                separator: "\n"
            ).utf8)
    }

    /// Why a number gets no message; `nil` where no list has it.
    package func objection(to number: PhoneNumber) -> Verdict? {
        let handset = number.handset
        guard let list = lists.first(where: { $0.handsets.contains(handset) }) else { return nil }
        return .skipped(.suppressed, "the number is on the suppression list \(list.name)")
    }

    /// Counts a row of the campaign for each list that its number is on.
    ///
    /// - Parameters:
    ///   - number: the row's number.
    ///   - counts: how many rows are on each list, in the order of the lists.
    package func count(_ number: PhoneNumber?, in counts: inout [Int]) {
        guard !lists.isEmpty, let handset = number?.handset else { return }
        if counts.isEmpty { counts = lists.map { _ in 0 } }
        for (place, list) in lists.enumerated() where list.handsets.contains(handset) {
            counts[place] += 1
        }
    }
}

/// What is worth knowing of how a list of people was read.
package struct ListNotes: Sendable, Hashable {
    /// Entries that were not read to the letter.
    package let repairs: Examples
    /// Entries that may mean more than one number.
    package let doubts: Examples
    /// What was in a log of messages; `nil` for any other list.
    package let replies: ReplyCounts?

    package init(_ listed: ListedNumbers) {
        (repairs, doubts, replies) = (listed.repairs, listed.doubts, listed.replies)
    }
}

extension Settings {
    /// The number that messages are sent from; `nil` where that is none: a name, a short code.
    package var senderNumber: PhoneNumber? {
        guard let from, !from.contains(where: \.isLetter),
            let parsed = try? NumberingPlan.bundled.parse(from, defaultRegion: defaultRegion),
            NumberingPlan.bundled.isValid(parsed.number)
        else { return nil }
        return parsed.number
    }
}
