// SPDX-License-Identifier: Apache-2.0

/// A piece of text as Unicode scalars: libphonenumber's rules speak of code points.
typealias Scalars = ArraySlice<Unicode.Scalar>

extension Scalars {
    /// Where a text first occurs; nil if it does not.
    func firstIndex(of text: String) -> Int? {
        let wanted = Array(text.unicodeScalars)
        guard count >= wanted.count else { return nil }
        return (startIndex...(endIndex - wanted.count)).first { self[$0...].starts(with: wanted) }
    }

    /// The piece without the pluses it begins with.
    var withoutPluses: Scalars { drop { $0.isPlus } }
}
