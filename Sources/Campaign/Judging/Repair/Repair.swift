// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

/// A number that was broken and is whole again.
package struct Repair: Sendable, Hashable {
    /// The number.
    package let number: PhoneNumber
    /// What was done, in order; never empty.
    package let kinds: [RepairKind]

    /// The repair as a row's detail says it.
    package var sentence: String {
        "repaired: " + kinds.map(\.sentence).joined(separator: ", ")
    }
}
