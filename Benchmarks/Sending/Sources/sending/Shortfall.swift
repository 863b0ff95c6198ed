// SPDX-License-Identifier: Apache-2.0

/// Fewer messages were sent than there are: there is nothing to compare.
struct Shortfall: Error, CustomStringConvertible {
    let sent: Int
    let cause: String?

    var description: String { "only \(sent) messages were sent: \(cause ?? "without a reason")" }
}
