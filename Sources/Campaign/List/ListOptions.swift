// SPDX-License-Identifier: Apache-2.0

package import CSV

/// What the user says of a list that is otherwise found out.
package struct ListOptions: Sendable, Hashable {
    /// The header of the phone column.
    package var phoneColumn: String?
    /// How the file's bytes spell its text.
    package var encoding: FileEncoding?
    /// What stands between two cells: a byte with which ``CSVDialect`` can be made.
    package var delimiter: UInt8?

    /// Says nothing: all is to be found out.
    package init(phoneColumn: String? = nil, encoding: FileEncoding? = nil, delimiter: UInt8? = nil) {
        self.phoneColumn = phoneColumn
        self.encoding = encoding
        self.delimiter = delimiter
    }
}
