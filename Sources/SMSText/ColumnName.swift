// SPDX-License-Identifier: Apache-2.0

/// Brings the spellings of a column's name together: case, white space, `_` and `-` do not count.
///
/// A hyphen is left out as well because no list has columns that differ in it alone, and the phone
/// column's header is found in the same way.
enum ColumnName {
    /// Gives what is left to compare.
    static func key(of name: String) -> String {
        let scalars = name.unicodeScalars.filter { scalar in
            !scalar.properties.isWhitespace && scalar != "_" && scalar != "-"
        }
        return String(String.UnicodeScalarView(scalars)).lowercased()
    }
}
