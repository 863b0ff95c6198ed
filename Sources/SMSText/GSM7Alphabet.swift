// SPDX-License-Identifier: Apache-2.0

/// Knows which characters the GSM 7-bit default alphabet has, and what they cost.
enum GSM7Alphabet {
    /// The basic table in the order of its codes, without ESC (3GPP TS 23.038 §6.2.1).
    static let basic =
        "@£$¥èéùìòÇ\nØø\rÅå"
        + "Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
        + " !\"#¤%&'()*+,-./"
        + "0123456789:;<=>?"
        + "¡ABCDEFGHIJKLMNO"
        + "PQRSTUVWXYZÄÖÑÜ§"
        + "¿abcdefghijklmno"
        + "pqrstuvwxyzäöñüà"

    /// The extension table, whose characters follow an ESC (3GPP TS 23.038 §6.2.1.1).
    static let extended = "\u{C}^{}\\[~]|€"

    /// Tells how many septets a character takes: 1, 2 for one of the extension table, nil for one
    /// that the alphabet lacks.
    ///
    /// It is asked of scalars, not of `Character`s: "\r\n" is one `Character`, and a decomposed é
    /// equals é there.
    static func septets(for scalar: Unicode.Scalar) -> Int? {
        if scalar == euro { return 2 }
        guard scalar.value < UInt32(widths.count) else { return nil }
        let width = widths[Int(scalar.value)]
        return width == 0 ? nil : Int(width)
    }

    /// The only character of the alphabet beyond Greek.
    private static let euro: Unicode.Scalar = "€"

    /// Septets by code point up to the last Greek capital; 0 where the alphabet has no such
    /// character.
    private static let widths: [UInt8] = {
        var widths = [UInt8](repeating: 0, count: 0x3AA)
        for scalar in basic.unicodeScalars { widths[Int(scalar.value)] = 1 }
        for scalar in extended.unicodeScalars where scalar != euro { widths[Int(scalar.value)] = 2 }
        return widths
    }()
}
