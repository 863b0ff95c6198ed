// SPDX-License-Identifier: Apache-2.0

/// Reads the seconds of the report's times.
///
/// Foundation's parser takes microseconds for each; a report has 100,000 of them.
enum ReportSecond {
    /// The seconds since 1970 of `2026-11-22T16:35:00.000Z`, the milliseconds cut off; nil for any other form, and before 1970.
    static func number(_ text: String) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count == 24, punctuation.allSatisfy({ bytes[$0.key] == $0.value }) else { return nil }
        let parts = [(0, 4), (5, 7), (8, 10), (11, 13), (14, 16), (17, 19)].compactMap { digits(bytes[$0.0..<$0.1]) }
        guard parts.count == 6, parts[0] >= 1970, (1...12).contains(parts[1]), (1...31).contains(parts[2]) else {
            return nil
        }
        guard parts[3] < 24, parts[4] < 60, parts[5] < 60 else { return nil }
        return ((days(parts[0], parts[1], parts[2]) * 24 + parts[3]) * 60 + parts[4]) * 60 + parts[5]
    }

    private static let punctuation: [Int: UInt8] = [
        4: UInt8(ascii: "-"), 7: UInt8(ascii: "-"), 10: UInt8(ascii: "T"), 13: UInt8(ascii: ":"), 16: UInt8(ascii: ":"),
        19: UInt8(ascii: "."), 23: UInt8(ascii: "Z"),
    ]

    private static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
        bytes.reduce(into: Int?.some(0)) { number, byte in
            guard let before = number, (0x30...0x39).contains(byte) else { return number = nil }
            number = before * 10 + Int(byte - 0x30)
        }
    }

    /// The days since 1970-01-01 in the Gregorian calendar; a year begins in March, so that the leap day is its last.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}
