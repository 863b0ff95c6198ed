// SPDX-License-Identifier: Apache-2.0

extension JSON5Scanner {
    /// Whether a value that begins with this byte can only be a number.
    static func beginsNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: false
        }
    }

    /// Consumes a number and returns it in plain JSON spelling, digits unchanged.
    ///
    /// Hexadecimal numbers and infinities are JSON5 but make no sense in a configuration of rates and prices, so they are refused.
    mutating func number() throws(JSON5Error) -> String {
        let start = self
        let sign = take(UInt8(ascii: "-")) ? "-" : ""
        if sign.isEmpty { _ = take(UInt8(ascii: "+")) }
        let whole = digits()
        let fraction = take(UInt8(ascii: ".")) ? digits() : ""
        guard !whole.isEmpty || !fraction.isEmpty else { throw start.error("this is no number") }
        let exponent = try exponent()
        guard identifier().isEmpty else { throw start.error("this is no decimal number; text needs quotes") }
        return sign + (whole.isEmpty ? "0" : whole) + (fraction.isEmpty ? "" : "." + fraction) + exponent
    }

    private mutating func exponent() throws(JSON5Error) -> String {
        guard take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) else { return "" }
        let sign = take(UInt8(ascii: "-")) ? "-" : ""
        if sign.isEmpty { _ = take(UInt8(ascii: "+")) }
        let power = digits()
        guard !power.isEmpty else { throw error("the exponent's digits are missing") }
        return "e" + sign + power
    }

    private mutating func digits() -> String {
        String(decoding: take { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }, as: UTF8.self)
    }
}
