// SPDX-License-Identifier: Apache-2.0

/// Bounds what one row may hold, so that a forgotten quote is an error and not a file in memory.
package enum CSVLimits {
    /// The longest field, in bytes of UTF-8 without its quotes: 1 MiB.
    package static let fieldBytes = 1 << 20
    /// The longest row, in bytes of UTF-8: 16 MiB.
    package static let recordBytes = 16 << 20
    /// The most columns, as many as a spreadsheet has.
    package static let columns = 16_384
}
