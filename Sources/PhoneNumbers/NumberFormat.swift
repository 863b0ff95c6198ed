// SPDX-License-Identifier: Apache-2.0

internal import CNumberingPlan

/// How a number is written (libphonenumber's `PhoneNumberFormat`).
public enum NumberFormat: String, Sendable, Hashable, CaseIterable, Codable {
    /// `+442079460958`: for programs; never with an extension.
    case e164
    /// `+44 20 7946 0958`: for people anywhere.
    case international
    /// `020 7946 0958`: for people in the same country, with the prefix that they dial.
    case national
    /// `tel:+44-20-7946-0958`: a link (RFC 3966).
    case rfc3966
}

extension NumberingPlan {
    /// Writes a number as libphonenumber's `format` does.
    ///
    /// A number that no format of its country fits, which is seldom a valid one, is written without
    /// gaps between its digits.
    ///
    /// - Parameters:
    ///   - number: the number; it need not be valid.
    ///   - format: the form to write.
    ///   - phoneExtension: written behind the number as the country does it (` ext. 12`, ` x12`,
    ///     in a link `;ext=12`); nothing is written of an empty one, nor in E.164 form.
    /// - Returns: ASCII text, if the extension is.
    public func format(
        _ number: PhoneNumber, as format: NumberFormat, phoneExtension: String? = nil
    ) -> String {
        let country = CountryPlan(of: number)
        let layouts = country.format(of: number.nationalDigits)
        var text: [UInt8] = []
        text.reserveCapacity(48)
        switch format {
        case .e164: return number.e164
        case .international:
            text.append(contentsOf: "+\(country.code) ".utf8)
            Layout(layouts.international).write(number, separator: .asItIs, to: &text)
        case .national: Layout(layouts.national).write(number, separator: .asItIs, to: &text)
        case .rfc3966:
            text.append(contentsOf: "tel:+\(country.code)-".utf8)
            Layout(layouts.international).write(number, separator: .dash, to: &text)
        }
        if let phoneExtension, !phoneExtension.isEmpty {
            let prefix = format == .rfc3966 ? ";ext=" : country.extensionPrefix
            text.append(contentsOf: (prefix + phoneExtension).utf8)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Writes a number with its extension, if it has one, as libphonenumber's `format` does.
    public func format(_ parsed: ParsedNumber, as format: NumberFormat) -> String {
        self.format(parsed.number, as: format, phoneExtension: parsed.phoneExtension)
    }
}

/// A row of groups of digits and what stands between them (`scripts/numberingplan/formats.py`).
struct Layout {
    private let record: np_layout

    /// A layout by its number in the compiled tables.
    init(_ index: UInt16) { record = np_layout_table()[Int(index)] }

    /// What is written between groups.
    enum Separator {
        /// What the layout says: `(020) 7946-0958`.
        case asItIs
        /// One dash, and none before the first group: `20-7946-0958`.
        case dash
    }

    /// Writes the layout's text with the number's groups in the place of the bytes 1 to 5.
    func write(_ number: PhoneNumber, separator: Separator, to text: inout [UInt8]) {
        let digits = number.nationalDigits
        let start = text.count
        var place = np_layout_text(record.text)
        while place.pointee != 0 {
            let byte = UInt8(bitPattern: place.pointee)
            if byte < 0x20 {
                if separator == .dash, text.count > start { text.append(UInt8(ascii: "-")) }
                for index in group(Int(byte) - 1, of: digits.count) {
                    text.append(digits[index] | 0x30)
                }
            } else if separator == .asItIs {
                text.append(byte)
            }
            place += 1
        }
    }

    /// The places of a group's digits among `count` of them.
    ///
    /// Each group takes as many digits as it may and leaves the later ones what they need, as a
    /// regular expression would. `scripts/numberingplan/formats.py` only gives a number a layout
    /// that holds as many digits.
    private func group(_ number: Int, of count: Int) -> Range<Int> {
        var surplus = (0..<5).reduce(count) { $0 - least($1) }
        var start = 0
        for earlier in 0..<number {
            let more = min(surplus, more(earlier))
            start += least(earlier) + more
            surplus -= more
        }
        return start..<(start + least(number) + min(surplus, more(number)))
    }

    private func least(_ group: Int) -> Int { Int(record.least >> UInt32(group * 4) & 0xF) }

    private func more(_ group: Int) -> Int { Int(record.more >> UInt32(group * 4) & 0xF) }
}
