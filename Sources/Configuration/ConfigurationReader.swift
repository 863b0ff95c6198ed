// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import Hours
package import PhoneNumbers

/// One object of the configuration, read key by key with words for every mistake.
///
/// A key whose value is `null` counts as absent.
struct ConfigurationObject: Sendable {
    let context: ConfigurationContext
    /// The path of the object: `send`; empty for the whole file.
    let path: String
    /// The line that the object begins in.
    let line: Int
    private let members: [String: JSONNode]

    /// Takes a node for an object.
    init(_ node: JSONNode, path: String, context: ConfigurationContext) throws(ConfigurationError) {
        guard case .object(let members) = node.value else {
            let problem = ConfigurationError.Problem.wrongKind(
                expected: "an object", found: node.kindInWords)
            throw context.error(problem, key: path, line: node.line)
        }
        self.context = context
        self.path = path
        self.line = node.line
        self.members = members
    }

    /// The keys that are there, in order of their names.
    var keys: [String] { members.keys.sorted() }

    /// The line of a key's value, or of the object where the key is absent.
    func line(of key: String) -> Int { members[key]?.line ?? line }

    func path(of key: String) -> String { path.isEmpty ? key : path + "." + key }

    /// Makes an error about the value of a key.
    func error(_ problem: ConfigurationError.Problem, at key: String) -> ConfigurationError {
        var problem = problem
        if case .string(let text) = members[key]?.value {
            problem = context.withoutVariables(problem, in: text)
        }
        return context.error(problem, key: path(of: key), line: line(of: key))
    }

    /// Refuses keys that are not known here; the topmost in the file is reported.
    func refuseKeys(except known: [String]) throws(ConfigurationError) {
        let unknown = members.filter { !known.contains($0.key) }
        guard let (key, _) = unknown.min(by: { ($0.value.line, $0.key) < ($1.value.line, $1.key) })
        else { return }
        throw error(
            .unknownKey(nearest: Spelling.nearest(to: key, in: known), known: known), at: key)
    }

    /// The value of a key; nil when it is absent or `null`.
    func node(_ key: String) -> JSONNode? {
        guard let node = members[key], node.value != .null else { return nil }
        return node
    }

    /// The object under a key.
    func object(_ key: String) throws(ConfigurationError) -> ConfigurationObject? {
        guard let found = node(key) else { return nil }
        return try ConfigurationObject(found, path: path(of: key), context: context)
    }

    /// The text under a key, as written: `${NAME}` stays.
    func rawString(_ key: String) throws(ConfigurationError) -> String? {
        guard let found = node(key) else { return nil }
        guard case .string(let text) = found.value else {
            throw error(.wrongKind(expected: "text in quotes", found: found.kindInWords), at: key)
        }
        return text
    }

    /// The text under a key with its `${NAME}` replaced; it must not be blank.
    func string(_ key: String) throws(ConfigurationError) -> String? {
        guard let raw = try rawString(key) else { return nil }
        let text = try context.expand(raw, key: path(of: key), line: line(of: key))
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw error(.unusable("the text is empty"), at: key)
        }
        return text
    }

    /// The texts under a key, one or a list of them, with their `${NAME}` replaced.
    func strings(_ key: String) throws(ConfigurationError) -> [String]? {
        guard case .array(let items) = node(key)?.value else {
            return try string(key).map { [$0] }
        }
        var texts: [String] = []
        for item in items {
            let raw = try readText(of: item, expecting: "text in quotes", at: key)
            let text = try context.expand(raw, key: path(of: key), line: item.line)
            guard text.contains(where: { !$0.isWhitespace }), !texts.contains(text) else {
                let problem =
                    texts.contains(text) ? "“\(text)” stands there twice" : "a text is empty"
                throw context.error(.unusable(problem), key: path(of: key), line: item.line)
            }
            texts.append(text)
        }
        guard !texts.isEmpty else { throw error(.unusable("the list is empty"), at: key) }
        return texts
    }

    /// The list under a key.
    func list(_ key: String) throws(ConfigurationError) -> [JSONNode]? {
        guard let found = node(key) else { return nil }
        guard case .array(let items) = found.value else {
            throw error(.wrongKind(expected: "a list", found: found.kindInWords), at: key)
        }
        return items
    }

    /// The truth value under a key.
    func bool(_ key: String) throws(ConfigurationError) -> Bool? {
        guard let found = node(key) else { return nil }
        guard case .bool(let value) = found.value else {
            throw error(.wrongKind(expected: "true or false", found: found.kindInWords), at: key)
        }
        return value
    }
}

extension ConfigurationObject {
    /// Reads a list of files, their paths relative to the configuration; empty where the key is
    /// absent.
    func suppressionFiles(_ key: String) throws(ConfigurationError) -> [SuppressionFile] {
        var files: [SuppressionFile] = []
        for item in try list(key) ?? [] {
            let text = try readText(of: item, expecting: "a file's name in quotes", at: key)
            let name = try context.expand(text, key: path(of: key), line: item.line)
            guard name.contains(where: { !$0.isWhitespace }) else {
                throw context.error(
                    .unusable("the file's name is empty"), key: path(of: key), line: item.line)
            }
            files.append(SuppressionFile(name: name, path: context.absolute(name)))
        }
        return files
    }

    /// The texts of the list under a key, none of them blank; nil when it is absent.
    func words(_ key: String) throws(ConfigurationError) -> [String]? {
        guard let items = try list(key) else { return nil }
        var words: [String] = []
        for item in items {
            let word = try readText(of: item, expecting: "a word in quotes", at: key)
            guard word.contains(where: { !$0.isWhitespace }) else {
                throw context.error(
                    .unusable("the word is empty"), key: path(of: key), line: item.line)
            }
            words.append(word)
        }
        return words
    }

    /// The line types under a key; nil when it is absent.
    func lineTypes(_ key: String) throws(ConfigurationError) -> Set<LineType>? {
        guard let items = try list(key) else { return nil }
        var types: Set<LineType> = []
        for item in items { types.insert(try lineType(item, key: key)) }
        return types
    }

    private func lineType(_ item: JSONNode, key: String) throws(ConfigurationError) -> LineType {
        let text = try readText(of: item, expecting: "a line type in quotes", at: key)
        if let type = LineType(rawValue: text) { return type }
        throw unknown(text, in: item, known: LineType.allCases.map(\.rawValue), at: key)
    }

    /// Reads a list of regions; `nil` where the key is absent.
    ///
    /// - Throws: for what is no region, and for an empty list, which would leave everybody out.
    func regions(_ key: String) throws(ConfigurationError) -> Set<Region>? {
        guard let items = try list(key) else { return nil }
        var regions: Set<Region> = []
        for item in items {
            let text = try readText(of: item, expecting: "a region in quotes", at: key)
            regions.insert(try region(text, at: key))
        }
        guard !regions.isEmpty else {
            throw error(
                .unusable("the list names no region; leave the key out to allow every region"),
                at: key)
        }
        return regions
    }

    /// Reads a list of beginnings of numbers; nil where the key is absent.
    func numberPrefixes(_ key: String) throws(ConfigurationError) -> Set<NumberPrefix>? {
        guard let items = try list(key) else { return nil }
        var prefixes: Set<NumberPrefix> = []
        for item in items {
            let text = try readText(
                of: item, expecting: "the beginning of a number in quotes", at: key)
            do throws(NumberPrefix.Mistake) {
                prefixes.insert(try NumberPrefix(reading: text))
            } catch {
                throw self.error(.unusable("\(error); write for example \"+1 565\""), at: key)
            }
        }
        return prefixes
    }

    /// The text of an item of the list under a key; `kind` is what it should be, for the mistake:
    /// “a region in quotes”.
    func readText(
        of item: JSONNode, expecting kind: String, at key: String
    ) throws(ConfigurationError) -> String {
        if case .string(let text) = item.value { return text }
        let problem = ConfigurationError.Problem.wrongKind(expected: kind, found: item.kindInWords)
        throw context.error(problem, key: path(of: key), line: item.line)
    }

    /// Makes an error about an item of the list under a key that is none of the known words.
    func unknown(
        _ text: String, in item: JSONNode, known: [String], at key: String
    ) -> ConfigurationError {
        let nearest = Spelling.nearest(to: text, in: known)
        return context.error(
            .unknownWord(text, nearest: nearest, known: known), key: path(of: key), line: item.line)
    }
}

extension ConfigurationObject {
    /// The word under a key, one of an enumeration's.
    func word<Word: RawRepresentable<String> & CaseIterable>(
        _ key: String, of type: Word.Type
    ) throws(ConfigurationError) -> Word? {
        guard let text = try string(key) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let known = Word.allCases.map(\.rawValue)
        throw error(
            .unknownWord(text, nearest: Spelling.nearest(to: text, in: known), known: known),
            at: key)
    }

    /// The number under a key, above a lower bound and up to a limit.
    func positive(
        _ key: String, above bound: Double = 0, upTo limit: Double
    ) throws(ConfigurationError) -> Double? {
        guard let text = try number(key) else { return nil }
        guard let value = Double(text), value > bound, value <= limit else {
            let allowed = "more than \(Self.plain(bound)), up to \(Self.plain(limit))"
            throw error(.outOfRange(allowed: allowed, found: Self.shown(text)), at: key)
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
            throw error(.outOfRange(allowed: allowed, found: Self.shown(text)), at: key)
        }
        return value
    }

    /// The price under a key, digit for digit as written.
    func price(_ key: String) throws(ConfigurationError) -> Decimal? {
        guard let text = try number(key) else { return nil }
        guard let price = DecimalText.decimal(in: text), price >= 0, price <= 1_000_000 else {
            throw error(
                .outOfRange(allowed: "0 to 1000000", found: Self.shown(text)), at: key)
        }
        return price
    }

    /// Reads a word as a region; a mistake in it belongs to a key.
    func region(_ word: String, at key: String) throws(ConfigurationError) -> Region {
        do { return try RegionWord.read(word) } catch {
            throw self.error(.unusable(error.description), at: key)
        }
    }

    /// The time under a key before which messages must be sent.
    func deadline(_ key: String) throws(ConfigurationError) -> SendDeadline? {
        guard let text = try string(key) else { return nil }
        do { return try SendDeadline(text) } catch {
            throw self.error(.unusable(error.description), at: key)
        }
    }

    private func number(_ key: String) throws(ConfigurationError) -> String? {
        guard let found = node(key) else { return nil }
        guard case .number(let text) = found.value else {
            throw error(.wrongKind(expected: "a number", found: found.kindInWords), at: key)
        }
        return text
    }

    /// A number as written, the beginning of one that is very long.
    private static func shown(_ text: String) -> String {
        text.utf8.count <= 40 ? text : text.prefix(40) + "…"
    }

    private static func plain(_ number: Double) -> String {
        Int(exactly: number).map { "\($0)" } ?? "\(number)"
    }
}

/// Reads the words by which people name regions.
package enum RegionWord {
    /// A word that names no region, and why, in words for a person.
    package struct Mistake: Error, Equatable, Sendable, CustomStringConvertible {
        /// What is wrong with the word and what to write instead.
        package let description: String
    }

    /// What people write for a region whose ISO 3166 code is another.
    private static let mistaken = ["UK": "GB", "EN": "GB", "USA": "US"]

    /// Reads an ISO 3166 code of two letters in either case.
    ///
    /// - Parameter text: the word.
    /// - Returns: a region that the numbering plan knows.
    /// - Throws: what to write instead.
    package static func read(_ text: String) throws(Mistake) -> Region {
        if let right = mistaken[text.uppercased()] {
            throw Mistake(
                description: "\"\(text)\" is no ISO 3166 region; did you mean \"\(right)\"?")
        }
        guard let region = Region(rawValue: text), region != .nonGeographic else {
            throw Mistake(
                description: "\"\(text)\" is no ISO 3166 region; write two letters like \"US\"")
        }
        guard NumberingPlan.bundled.knows(region) else {
            throw Mistake(description: "\"\(text)\" is no region with phone numbers of its own")
        }
        return region
    }
}
