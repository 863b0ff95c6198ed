// SPDX-License-Identifier: Apache-2.0

import Foundation
import Hours
import PhoneNumbers
import Spelling

extension ConfigurationObject {
    /// The word under a key, one of an enumeration's.
    func word<Word: RawRepresentable<String> & CaseIterable>(
        _ key: String,
        of type: Word.Type
    ) throws(ConfigurationError) -> Word? {
        guard let text = try string(key) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let known = Word.allCases.map(\.rawValue)
        throw error(.unknownWord(text, nearest: Spelling.nearest(to: text, in: known), known: known), at: key)
    }

    /// The number under a key, above nothing and up to a limit.
    func positive(_ key: String, upTo limit: Double) throws(ConfigurationError) -> Double? {
        guard let text = try number(key) else { return nil }
        guard let value = Double(text), value > 0, value <= limit else {
            throw error(.outOfRange(allowed: "more than 0, up to \(Self.plain(limit))", found: text), at: key)
        }
        return value
    }

    /// The duration under a key, written in seconds.
    func seconds(_ key: String, upTo limit: Double) throws(ConfigurationError) -> Duration? {
        try positive(key, upTo: limit).map { .seconds($0) }
    }

    /// The whole number under a key.
    func integer(_ key: String, in range: ClosedRange<Int>) throws(ConfigurationError) -> Int? {
        guard let text = try number(key) else { return nil }
        guard let value = Double(text).flatMap({ Int(exactly: $0) }), range.contains(value) else {
            let allowed = "a whole number from \(range.lowerBound) to \(range.upperBound)"
            throw error(.outOfRange(allowed: allowed, found: text), at: key)
        }
        return value
    }

    /// The price under a key, digit for digit as written.
    func price(_ key: String) throws(ConfigurationError) -> Decimal? {
        guard let text = try number(key) else { return nil }
        let posix = Locale(identifier: "en_US_POSIX")
        guard let price = Decimal(string: text, locale: posix), price >= 0, price <= 1_000_000 else {
            throw error(.outOfRange(allowed: "0 to 1000000", found: text), at: key)
        }
        return price
    }

    /// Reads a word as a region; a mistake in it belongs to a key.
    func region(_ word: String, at key: String) throws(ConfigurationError) -> Region {
        do {
            return try RegionWord.read(word)
        } catch {
            throw self.error(.unusable(error.description), at: key)
        }
    }

    /// The time under a key before which messages must be sent.
    func deadline(_ key: String) throws(ConfigurationError) -> SendDeadline? {
        guard let text = try string(key) else { return nil }
        do {
            return try SendDeadline(text)
        } catch {
            throw self.error(.unusable(error.description), at: key)
        }
    }

    private func number(_ key: String) throws(ConfigurationError) -> String? {
        guard let node = node(key) else { return nil }
        guard case .number(let text) = node.value else {
            throw error(.wrongKind(expected: "a number", found: node.kindInWords), at: key)
        }
        return text
    }

    private static func plain(_ number: Double) -> String {
        Int(exactly: number).map { "\($0)" } ?? "\(number)"
    }
}
