// SPDX-License-Identifier: Apache-2.0

/// Tells how a text travels, and how many SMS parts a provider bills for it.
public struct SegmentCount: Sendable, Hashable {
    /// GSM-7 where every character is in its alphabet, else UCS-2.
    public let encoding: TextEncoding
    /// The length in septets (GSM-7) or UTF-16 code units (UCS-2).
    public let units: Int
    /// The number of SMS parts; 0 for an empty text, which no provider takes.
    public let segments: Int

    /// Counts a text in its precomposed form (NFC), which is the form that has to be sent.
    ///
    /// - Complexity: O(*n*) in one pass.
    public init(of text: String) {
        var gsm = SegmentFill(.gsm7)
        var ucs = SegmentFill(.ucs2)
        var isGSM = true
        for scalar in text.precomposed.unicodeScalars {
            ucs.add(scalar.value > 0xFFFF ? 2 : 1)
            guard isGSM else { continue }
            if let septets = GSM7Alphabet.septets(for: scalar) {
                gsm.add(septets)
            } else {
                isGSM = false
            }
        }
        encoding = isGSM ? .gsm7 : .ucs2
        units = isGSM ? gsm.units : ucs.units
        segments = isGSM ? gsm.segments : ucs.segments
    }
}
