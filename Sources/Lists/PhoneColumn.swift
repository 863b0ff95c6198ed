// SPDX-License-Identifier: Apache-2.0

import Basics
import PhoneNumbers

/// Finds the column of phone numbers by its header, and by its cells where the header leaves
/// doubt.
package enum PhoneColumn {
    /// The headers that mean a phone column, best rank first; compared in the form of
    /// ``normalized(_:)``.
    private static let ranks: [[String]] = [
        ["phonenumber", "phone", "mobile", "cell", "cellphone", "mobilephone", "msisdn"],
        ["number", "tel", "telephone", "to", "recipient", "contact"],
    ]

    /// Words of the second rank that may as well stand above something else.
    private static let vague: Set<String> = ["number", "to", "recipient", "contact"]

    /// Finds the phone column of a list of which only the header is known.
    ///
    /// - Parameters:
    ///   - header: the list's header row.
    ///   - name: the column's name where the user gave one.
    ///   - file: the list's name, for messages.
    /// - Returns: the column's index.
    /// - Throws: ``ListError`` where no column or more than one of the best rank matches; it lists
    ///   the headers.
    package static func index(
        in header: [String], named name: String?, file: String
    ) throws(ListError) -> Int {
        if let name { return try column(named: name, in: header, file: file) }
        if let phone = ofReport(header) { return phone }
        if let found = try ranked(header, file: file) { return found }
        throw .noPhoneColumn(file: file, headers: header)
    }

    /// Finds the phone columns of a list.
    ///
    /// - Parameters:
    ///   - sample: the beginning of the list.
    ///   - options: what the user says of it; columns that they name are not doubted.
    /// - Returns: the columns' indices, each once: those that are named, or the one that is found.
    /// - Throws: ``ListError`` where only the user can tell: no column, or more than one, seems to
    ///   be meant, or the one that does holds something else.
    static func indices(
        in sample: ListSample, _ options: ListOptions
    ) throws(ListError) -> [Int] {
        var columns: [Int] = []
        for name in options.phoneColumns {
            // In a report, of several columns each is the input's.
            let own = options.phoneColumns.count > 1
            let name = own ? ReportColumn.inputName(of: name, in: sample.header) : name
            let index = try column(named: name, in: sample.header, file: sample.file)
            if !columns.contains(index) { columns.append(index) }
        }
        return columns.isEmpty ? [try index(in: sample, options)] : columns
    }

    private static func index(
        in sample: ListSample, _ options: ListOptions
    ) throws(ListError) -> Int {
        let (header, file) = (sample.header, sample.file)
        if let phone = ofReport(header) { return phone }
        guard let found = try ranked(header, file: file) else {
            return try likely(in: sample, options.defaultRegion)
        }
        if !sample.isEmpty { try check(found, in: sample, options.defaultRegion) }
        return found
    }

    private static func ofReport(_ header: [String]) -> Int? {
        guard ReportColumn.isReport(header: header) else { return nil }
        return header.firstIndex(of: ReportColumn.phone.rawValue)
    }

    /// The column of the best rank; nil where none has one.
    private static func ranked(_ header: [String], file: String) throws(ListError) -> Int? {
        for rank in ranks {
            let found = header.indices.filter { rank.contains(normalized(header[$0])) }
            if found.count > 1 {
                throw .severalPhoneColumns(file: file, found: found.map { header[$0] })
            }
            if let only = found.first { return only }
        }
        return nil
    }

    /// Refuses a column that a name has found where the cells speak for another one.
    private static func check(
        _ found: Int, in sample: ListSample, _ region: Region?
    ) throws(ListError) {
        let others = sample.header.indices.filter { $0 != found }
        func refuse(_ better: [Int]) throws(ListError) {
            guard !better.isEmpty else { return }
            throw .noNumbers(
                file: sample.file, column: sample.header[found],
                others: better.map { sample.header[$0] })
        }
        if !sample.looksLikeNumbers(found) {
            try refuse(holders(of: others, sample, region))
        } else if vague.contains(normalized(sample.header[found])),
            !sample.holdsNumbers(found, region)
        {
            let named = others.filter { PhoneHeader.kind(of: sample.header[$0]) != nil }
            try refuse(holders(of: named, sample, region))
        }
        guard PhoneHeader.kind(of: sample.header[found]) != .mobile else { return }
        let mobiles = others.filter {
            PhoneHeader.kind(of: sample.header[$0]) == .mobile && sample.looksLikeNumbers($0)
        }
        try ask(mobiles.isEmpty ? [] : [found] + mobiles, sample)
    }

    /// Those of some columns that hold recipients' numbers.
    private static func holders(
        of columns: [Int], _ sample: ListSample, _ region: Region?
    ) -> [Int] {
        columns.filter {
            !PhoneHeader.isOthers(sample.header[$0]) && sample.looksLikeNumbers($0)
                && sample.holdsNumbers($0, region)
        }
    }

    /// The column whose name has no rank but is known, and whose cells are numbers.
    private static func likely(
        in sample: ListSample, _ region: Region?
    ) throws(ListError) -> Int {
        let header = sample.header
        var columns: [PhoneHeader.Kind: [Int]] = [:]
        for index in header.indices {
            guard let kind = PhoneHeader.kind(of: header[index]) else { continue }
            // Nobody is to be texted under the number of an order.
            let isCandidate =
                kind == .number
                ? sample.holdsNumbers(index, region) : sample.looksLikeNumbers(index)
            if isCandidate || sample.isEmpty { columns[kind, default: []].append(index) }
        }
        let mobiles = columns[.mobile, default: []]
        let phones = columns[.phone, default: []]
        if !mobiles.isEmpty { try ask(mobiles + phones + columns[.fixed, default: []], sample) }
        try ask(phones, sample)
        try ask(columns[.number, default: []], sample)
        if let found = mobiles.first ?? phones.first ?? columns[.number]?.first { return found }
        let holding = holders(of: Array(header.indices), sample, region).map { header[$0] }
        guard holding.isEmpty else {
            throw .unnamedPhoneColumn(file: sample.file, holding: holding, headers: header)
        }
        throw .noPhoneColumn(file: sample.file, headers: header)
    }

    /// Asks where there is more than one column, in their order in the list.
    private static func ask(_ columns: [Int], _ sample: ListSample) throws(ListError) {
        guard columns.count > 1 else { return }
        throw .severalPhoneColumns(
            file: sample.file, found: columns.sorted().map { sample.header[$0] })
    }

    private static func column(
        named name: String, in header: [String], file: String
    ) throws(ListError) -> Int {
        do throws(ListError) {
            return try NamedColumn.index(of: name, in: header, file: file)
        } catch {
            guard case .severalColumns(_, _, let found) = error else { throw error }
            throw .severalPhoneColumns(file: file, found: found)
        }
    }

    /// A header without case, spaces, `_` and `-`.
    static func normalized(_ header: String) -> String {
        header.lowercased().filter { !$0.isWhitespace && $0 != "_" && $0 != "-" }
    }
}

/// Finds a column of the list by the header that the configuration names.
package enum NamedColumn {
    /// - Parameters:
    ///   - name: the header, as written or but for case, spaces, `_` and `-`.
    ///   - header: the list's header row.
    ///   - file: the list's name, for messages.
    /// - Returns: the column's index.
    /// - Throws: ``ListError`` where there is none, or more than one.
    package static func index(
        of name: String, in header: [String], file: String
    ) throws(ListError) -> Int {
        let exact = header.indices.filter { header[$0] == name }
        let wanted = PhoneColumn.normalized(name)
        let found =
            exact.isEmpty
            ? header.indices.filter { PhoneColumn.normalized(header[$0]) == wanted } : exact
        guard let only = found.first else {
            let nearest = Spelling.nearest(to: name, in: header)
            throw .unknownColumn(file: file, name: name, nearest: nearest, headers: header)
        }
        guard found.count == 1 else {
            throw .severalColumns(file: file, name: name, found: found.map { header[$0] })
        }
        return only
    }
}
