// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Date

extension Date {
    /// The whole seconds since 1970, rounded down, and kept within some nine thousand years so that sums cannot overflow.
    package var wholeSeconds: Int {
        Int(min(max(timeIntervalSince1970, -3e11), 3e11).rounded(.down))
    }

    /// Makes the date at so many whole seconds since 1970.
    package init(wholeSeconds: Int) {
        self.init(timeIntervalSince1970: Double(wholeSeconds))
    }
}
