// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer

/// Times as Plivo writes them: `2017-05-22 21:36:14.244057+05:30`, and reads them: the offset, the
/// fraction and the seconds may be missing, and UTC is meant without an offset.
enum WireTime {
    /// Returns a time in UTC with six digits of a second.
    static func text(_ date: Date) -> String {
        let seconds = date.timeIntervalSince1970
        let whole = seconds.rounded(.down)
        let parts = calendar.dateComponents(fields, from: Date(timeIntervalSince1970: whole))
        let micros = min(999_999, Int(((seconds - whole) * 1_000_000).rounded()))
        let day = "\(digits(parts.year, 4))-\(digits(parts.month, 2))-\(digits(parts.day, 2))"
        let time = "\(digits(parts.hour, 2)):\(digits(parts.minute, 2)):\(digits(parts.second, 2))"
        return "\(day) \(time).\(digits(micros, 6))+00:00"
    }

    /// Reads a time; nil where the text is none.
    static func date(_ text: String) -> Date? {
        let shape =
            #/(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)(?::(\d\d)(\.\d{1,6})?)?(?:([+-])(\d\d):(\d\d))?/#
        guard let match = text.wholeMatch(of: shape)?.output else { return nil }
        let parts = DateComponents(
            year: Int(match.1), month: Int(match.2), day: Int(match.3), hour: Int(match.4),
            minute: Int(match.5), second: match.6.flatMap { Int($0) } ?? 0)
        guard parts.isValidDate(in: calendar), let date = calendar.date(from: parts) else {
            return nil
        }
        let fraction = match.7.flatMap { Double("0\($0)") } ?? 0
        let offset =
            (match.9.flatMap { Int($0) } ?? 0) * 3600 + (match.10.flatMap { Int($0) } ?? 0) * 60
        return date.addingTimeInterval(fraction - Double(match.8 == "-" ? -offset : offset))
    }

    private static let fields: Set<Calendar.Component> = [
        .year, .month, .day, .hour, .minute, .second,
    ]

    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    private static func digits(_ number: Int?, _ count: Int) -> String {
        let text = String(number ?? 0)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}

/// How many parts Plivo bills for a text (3GPP TS 23.038 §6.2.1, TS 23.040 §9.2.3.24.1).
///
/// Counted here and not by the tool's own counter on purpose: a practice bill that were made by the
/// estimate itself could never contradict it.
enum PlivoUnits {
    /// Whether a text is in the GSM 7-bit alphabet.
    static func isGSM(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { basic.contains($0) || extended.contains($0) }
    }

    /// Returns the number of parts; 0 for an empty text.
    static func count(_ text: String) -> Int {
        isGSM(text)
            ? parts(
                text.unicodeScalars.map { extended.contains($0) ? 2 : 1 }, alone: 160, joined: 153)
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
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà").unicodeScalars)
    private static let extended = Set("\u{0C}^{}\\[~]|€".unicodeScalars)
}

/// Plivo's JSON: names in snake case.
enum WireJSON {
    /// Makes an answer of a value.
    static func reply(_ value: some Encodable, status: Int) -> ServerReply {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return ServerReply(status: 500) }
        let type = ServerField("Content-Type", "application/json")
        return ServerReply(status: status, headers: [type], body: Array(data))
    }

    /// Reads a value; nil where the bytes are not JSON or a field has the wrong type.
    static func value<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) -> Value? {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try? decoder.decode(type, from: Data(bytes))
    }
}
