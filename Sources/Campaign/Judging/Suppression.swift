// SPDX-License-Identifier: Apache-2.0

package import Hashing
package import PhoneNumbers

/// The people on the configuration's suppression lists: a few bytes each, read once.
package struct Suppression: Sendable {
    private var lists: [(name: String, numbers: Set<PhoneNumber>)] = []

    /// Suppresses nobody.
    package init() {}

    /// Reads the lists.
    ///
    /// - Parameters:
    ///   - files: the lists.
    ///   - defaultRegion: the region of numbers without a country code.
    /// - Throws: what `NumberList` throws, for the first list that is missing or has a mistake: nobody is texted by a list in doubt.
    package init(reading files: [SuppressionFile], defaultRegion: Region?) throws {
        for file in files {
            let list = NumberList(name: file.name, defaultRegion: defaultRegion)
            lists.append((file.name, try list.numbers(at: file.path)))
        }
    }

    /// The fingerprint of the lists: the same for the same people, however their files are written.
    package var fingerprint: Digest {
        SHA256.digest(
            of: lists.map { $0.numbers.map(\.e164).sorted().joined(separator: " ") }.joined(separator: "\n").utf8
        )
    }

    /// Why a number gets no message; `nil` where no list has it.
    package func objection(to number: PhoneNumber) -> Verdict? {
        guard let list = lists.first(where: { $0.numbers.contains(number) }) else { return nil }
        return .skipped(.suppressed, "the number is on the suppression list \(list.name)")
    }
}
