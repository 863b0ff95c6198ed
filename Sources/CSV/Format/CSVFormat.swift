// SPDX-License-Identifier: Apache-2.0

/// How a CSV file is written: all that must be known before it can be read.
package struct CSVFormat: Sendable, Hashable {
    /// How its bytes spell its text.
    package var encoding = FileEncoding.utf8
    /// Whether the encoding is a guess.
    package var isGuess = false
    /// What stands between two fields.
    package var delimiter = UInt8.comma
    /// Whether its first row is `sep=;`, by which spreadsheets tell each other the delimiter.
    package var hasSeparatorLine = false

    /// RFC 4180 in UTF-8.
    package init() {}
}
