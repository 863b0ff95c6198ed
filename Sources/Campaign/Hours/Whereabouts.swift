// SPDX-License-Identifier: Apache-2.0

package import Hours

/// Where a recipient may be, as far as it can be told.
package struct Whereabouts: Sendable, Hashable {
    /// The place.
    package let place: Place
    /// What the list says of the time zone where that names none; the number's own zones count then.
    package var misread: String?
}
