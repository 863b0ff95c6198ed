// SPDX-License-Identifier: Apache-2.0

/// What the sandbox answers when a number is looked up.
enum LookupPractice: Hashable, Sendable {
    /// A line type in Plivo's words (`mobile`, `fixed`, `voip`, `toll-free`, `unknown`) and a carrier's name.
    case line(type: String, carrier: String)
    /// An answer without any carrier.
    case noCarrier
    /// 404: there is no such number.
    case invalid
    /// 500, every time.
    case serverError
    /// No answer; the client's time-out ends it.
    case stall

    /// A mobile line; the carrier follows from the number.
    static func mobile(_ ending: Int) -> LookupPractice {
        let carriers = ["Practice Mobile", "Rehearsal Wireless", "Example Cellular", "Drill Telecom"]
        return .line(type: "mobile", carrier: carriers[abs(ending % carriers.count)])
    }
}
