// SPDX-License-Identifier: Apache-2.0

import Basics

/// Finds the column of phone numbers by its header.
package enum PhoneColumn {
    /// The headers that mean a phone column, best rank first; compared in the form of
    /// ``normalized(_:)``.
    private static let ranks: [[String]] = [
        ["phonenumber", "phone", "mobile", "cell", "cellphone", "mobilephone", "msisdn"],
        ["number", "tel", "telephone", "to", "recipient", "contact"],
    ]

    /// Finds the phone column of a list.
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
        if ReportColumn.isReport(header: header),
            let phone = header.firstIndex(of: ReportColumn.phone.rawValue)
        {
            return phone
        }
        for rank in ranks {
            let found = header.indices.filter { rank.contains(normalized(header[$0])) }
            if found.count > 1 {
                throw .severalPhoneColumns(file: file, found: found.map { header[$0] })
            }
            if let only = found.first { return only }
        }
        throw .noPhoneColumn(file: file, headers: header)
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
