// SPDX-License-Identifier: Apache-2.0

extension SegmentCount {
    /// The characters that make a text UCS-2, each once, in the order of their code points; none in GSM-7.
    public static func charactersOutsideGSM7(in text: String) -> [Unicode.Scalar] {
        Set(text.precomposed.unicodeScalars.lazy.filter { GSM7Alphabet.septets(for: $0) == nil }).sorted()
    }
}
