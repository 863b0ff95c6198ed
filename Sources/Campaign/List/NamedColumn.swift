// SPDX-License-Identifier: Apache-2.0

import Spelling

/// Finds a column of the list by the header that the configuration names.
package enum NamedColumn {
    /// Finds the column.
    ///
    /// - Parameters:
    ///   - name: the header, as written or but for case, spaces, `_` and `-`.
    ///   - header: the list's header row.
    ///   - file: the list's name, for messages.
    /// - Returns: the column's index.
    /// - Throws: ``ListError`` where there is none, or more than one.
    package static func index(of name: String, in header: [String], file: String) throws(ListError) -> Int {
        let exact = header.indices.filter { header[$0] == name }
        let wanted = PhoneColumn.normalized(name)
        let found = exact.isEmpty ? header.indices.filter { PhoneColumn.normalized(header[$0]) == wanted } : exact
        guard let only = found.first else {
            let nearest = Spelling.nearest(to: name, in: header)
            throw .unknownColumn(file: file, name: name, nearest: nearest, headers: header)
        }
        guard found.count == 1 else { throw .severalColumns(file: file, name: name, found: found.map { header[$0] }) }
        return only
    }
}
