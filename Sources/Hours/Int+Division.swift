// SPDX-License-Identifier: Apache-2.0

extension Int {
    /// Quotient and remainder, rounded down: the remainder is never negative.
    ///
    /// - Parameter divisor: more than 0.
    /// - Returns: both, such that quotient × divisor + remainder is the number.
    func dividedDown(by divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
