// SPDX-License-Identifier: Apache-2.0

/// Which columns of the recipients file mean what, where the header alone does not say it.
package struct ColumnSettings: Sendable, Hashable {
    /// The header of the column that holds the phone number; nil: found by header.
    package var phone: String?
    /// The header of the column that holds time zones; nil: none does.
    package var timeZone: String?

    /// Makes the settings; everything is found by header unless told.
    package init(phone: String? = nil) {
        self.phone = phone
    }
}
