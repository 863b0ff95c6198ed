// SPDX-License-Identifier: Apache-2.0

/// A short row of decimal digits on the stack.
///
/// It holds the first 64 digits and drops the rest. No rule looks further: the longest international prefix, country code, national prefix and
/// carrier code together have fewer than 30 digits, and what is left after them is then longer than any number.
struct Digits: Sendable {
    static let capacity = 64

    private var storage = InlineArray<64, UInt8>(repeating: 0)
    private var start = 0
    private var end = 0

    init() {}

    /// A row of zeros.
    init(zeros: Int) {
        end = min(zeros, Self.capacity)
    }

    var count: Int { end - start }
    var isEmpty: Bool { end == start }

    /// The digit's value; zero outside of the row.
    subscript(index: Int) -> UInt8 {
        let place = start + index
        return index >= 0 && place < end ? storage[place] : 0
    }

    /// The digits as one number; meaningful for up to 19 of them.
    var value: UInt64 {
        var value: UInt64 = 0
        for place in start..<end { value = value &* 10 &+ UInt64(storage[place]) }
        return value
    }

    mutating func append(_ digit: UInt8) {
        guard end < Self.capacity else { return }
        storage[end] = digit
        end += 1
    }

    /// Appends a number's decimal digits.
    mutating func append(decimal number: UInt64) {
        let first = end
        var rest = number
        repeat {
            append(UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        var (low, high) = (first, end - 1)
        while low < high {
            (storage[low], storage[high]) = (storage[high], storage[low])
            (low, high) = (low + 1, high - 1)
        }
    }

    /// Appends digits of another row.
    mutating func append(_ other: Digits, from first: Int, to last: Int) {
        for index in first..<max(first, last) { append(other[index]) }
    }

    /// The row without its first digits.
    func dropping(_ count: Int) -> Digits {
        var rest = self
        rest.start = min(start + count, end)
        return rest
    }
}

extension Digits {
    /// The last `count` digits of a number, zeros in front included.
    init(value: UInt16, count: Int) {
        self.init(zeros: max(0, count - String(value).utf8.count))
        if count > 0 { append(decimal: UInt64(value)) }
    }
}
