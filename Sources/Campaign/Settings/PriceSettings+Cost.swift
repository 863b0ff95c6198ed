// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Decimal

extension PriceSettings {
    /// What a message costs by these prices; `nil` where no price is known.
    package func cost(of segments: Int, to region: String?) -> Decimal? {
        perSegment(to: region).map { $0 * Decimal(segments) }
    }
}
