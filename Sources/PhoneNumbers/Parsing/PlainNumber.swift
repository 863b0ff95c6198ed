// SPDX-License-Identifier: Apache-2.0

/// The common case, read in one pass and without allocation: words, then perhaps a plus, then digits with punctuation between them.
///
/// What needs more thought (letters or `#` after a digit, URIs, fewer than three digits) is left to `WrittenNumber`.
struct PlainNumber {
    private var collector = DigitCollector()
    private(set) var hasPlus = false
    private var state = State.before

    /// Where in the text the reader is.
    private enum State {
        /// No digit or plus was seen: any text may stand there.
        case before
        /// Right after a plus; more of them may follow.
        case pluses
        /// Among digits and punctuation.
        case number
        /// After something that no number holds: nothing that a number can end with may follow.
        case after
    }

    /// Nil if the text is not of this simple form.
    init?(_ text: String) {
        let bytes = text.utf8.span
        guard bytes.count <= WrittenNumber.longestText else { return nil }
        var index = 0
        while index < bytes.count {
            if state == .number, case 0x30...0x39 = bytes[index] {
                collector.append(bytes[index] & 0xF)
                index += 1
            } else {
                guard take(Symbol(bytes.scalar(at: &index))) else { return nil }
            }
        }
        guard collector.count > 2 else { return nil }
    }

    /// The digits behind the plus, if there is one.
    var digits: Digits { collector.digits }

    /// Answers whether the text may still be simple.
    private mutating func take(_ symbol: Symbol) -> Bool {
        switch (symbol.kind, state) {
        case (.digit, .before), (.digit, .pluses), (.digit, .number):
            collector.append(symbol.digit)
            state = .number
        case (.plus, .before), (.plus, .pluses):
            hasPlus = true
            state = .pluses
        case (_, .before):
            return symbol.scalar != ";"
        case (.punctuation, .pluses), (.punctuation, .number):
            state = .number
            return !symbol.isTilde
        default:
            state = .after
            return !symbol.mayEndNumber
        }
        return true
    }

    /// The digits of a text that is a plus and digits, nothing else; nil for any other.
    static func strict(_ text: String) -> Digits? {
        let bytes = text.utf8.span
        guard 1...Digits.capacity ~= bytes.count, bytes[0] == UInt8(ascii: "+") else { return nil }
        var collector = DigitCollector()
        for index in 1..<bytes.count {
            guard case 0x30...0x39 = bytes[index] else { return nil }
            collector.append(bytes[index] & 0xF)
        }
        return collector.digits
    }
}

extension Symbol {
    /// A tilde may announce an extension.
    fileprivate var isTilde: Bool { scalar == "~" || scalar == "\u{FF5E}" }
}
