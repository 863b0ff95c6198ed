// SPDX-License-Identifier: Apache-2.0

/// Writes a state's numbers for people.
struct ProgressFigures {
    /// What is not known yet.
    static let unknown = "—"

    let state: ProgressState

    /// How much is done: `2,400/4,800`, or `1.5/12.0 MB`.
    var done: String {
        guard state.phase != .reading else { return bytes }
        return Figures.count(state.done) + (state.total > 0 ? "/" + Figures.count(state.total) : "")
    }

    /// The rate against the limit: `9.9 of 10/s`.
    var rate: String? {
        state.limit.map { limit in (state.rate.map(Self.rate) ?? Self.unknown) + " of \(Self.limit(limit))/s" }
    }

    /// The time left: `4 min 03 s left`.
    var timeLeft: String {
        (state.timeLeft.map(Figures.duration) ?? Self.unknown) + " left"
    }

    /// The share of what is done, 0 to 1.
    var share: Double {
        state.total > 0 ? Double(min(max(state.done, 0), state.total)) / Double(state.total) : 0
    }

    private var bytes: String {
        let of = state.total > 0 ? "/" + Self.megabytes(state.total) : ""
        return Self.megabytes(state.done) + of + " MB"
    }

    private static func megabytes(_ count: Int) -> String {
        tenths(Double(count) / 1_000_000)
    }

    /// A rate with one decimal, or none where it is large.
    static func rate(_ rate: Double) -> String {
        rate < 100 ? tenths(rate) : Figures.count(Int(min(rate, 1_000_000_000).rounded()))
    }

    /// A limit as it was configured: `10`, `0.5`, `0.033`.
    private static func limit(_ limit: Double) -> String {
        let whole = limit.rounded()
        return whole == limit && whole < 1_000_000_000 ? Figures.count(Int(whole)) : "\(limit)"
    }

    private static func tenths(_ number: Double) -> String {
        guard number.isFinite, number > 0 else { return "0.0" }
        let tenths = Int((min(number, 1_000_000_000) * 10).rounded())
        return "\(Figures.count(tenths / 10)).\(tenths % 10)"
    }
}
