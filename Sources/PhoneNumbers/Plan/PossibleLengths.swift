// SPDX-License-Identifier: Apache-2.0

/// How many digits a region's national numbers have.
struct PossibleLengths {
    /// What a count of digits means.
    enum Verdict {
        case possible, localOnly, tooShort, tooLong, between
    }

    /// One bit for each count.
    let full: UInt32
    /// Counts of numbers that can be dialled inside their area only.
    let local: UInt32

    /// Judges a count of digits (PhoneNumberUtil.testNumberLength).
    func judge(_ count: Int) -> Verdict {
        let bit: UInt32 = 1 << UInt32(clamping: min(count, 31))
        if local & bit != 0 { return .localOnly }
        if full & bit != 0 { return .possible }
        if full == 0 || bit > full { return .tooLong }
        return bit < full & ~(full &- 1) ? .tooShort : .between
    }

    /// The counts in words: `9 or 10`.
    var words: String {
        let counts = (0..<32).filter { full >> UInt32($0) & 1 == 1 }.map(String.init)
        guard let last = counts.last, counts.count > 1 else { return counts.first ?? "no" }
        return counts.dropLast().joined(separator: ", ") + " or " + last
    }
}
