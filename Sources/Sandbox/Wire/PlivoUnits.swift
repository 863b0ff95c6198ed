// SPDX-License-Identifier: Apache-2.0

/// How many parts Plivo bills for a text (3GPP TS 23.038 §6.2.1, TS 23.040 §9.2.3.24.1).
///
/// Counted here and not by the tool's own counter on purpose: a practice bill that were made by the estimate itself
/// could never contradict it.
enum PlivoUnits {
    /// Whether a text is in the GSM 7-bit alphabet.
    static func isGSM(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { basic.contains($0) || extended.contains($0) }
    }

    /// Returns the number of parts; 0 for an empty text.
    static func count(_ text: String) -> Int {
        isGSM(text)
            ? parts(text.unicodeScalars.map { extended.contains($0) ? 2 : 1 }, alone: 160, joined: 153)
            : parts(text.unicodeScalars.map { UTF16.width($0) }, alone: 70, joined: 67)
    }

    /// No character is cut in two at the end of a part.
    private static func parts(_ widths: [Int], alone: Int, joined: Int) -> Int {
        let total = widths.reduce(0, +)
        guard total > alone else { return total == 0 ? 0 : 1 }
        var parts = 1
        var used = 0
        for width in widths {
            if used + width > joined {
                parts += 1
                used = 0
            }
            used += width
        }
        return parts
    }

    private static let basic = Set(
        ("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà").unicodeScalars
    )
    private static let extended = Set("\u{0C}^{}\\[~]|€".unicodeScalars)
}
