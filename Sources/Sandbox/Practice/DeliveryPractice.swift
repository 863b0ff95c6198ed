// SPDX-License-Identifier: Apache-2.0

/// What becomes of a message after it was accepted: Plivo's state and error code, by the time that has passed.
enum DeliveryPractice: Hashable, Sendable {
    /// `queued`, after 1 s `sent`, after 3 s `delivered` with code 000.
    case delivered
    /// `sent` for ever: a carrier that gives no receipt.
    case neverConfirmed
    /// After 3 s `undelivered` with this code: the carrier or the handset said no.
    case undelivered(code: String)
    /// After 2 s `failed` with this code: it never left the provider, and costs nothing.
    case failed(code: String)

    /// Returns the state and the error code, a number of seconds after acceptance.
    func state(after seconds: Double) -> (state: String, errorCode: String?) {
        switch self {
        case .delivered where seconds >= 3: ("delivered", "000")
        case .undelivered(let code) where seconds >= 3: ("undelivered", code)
        case .failed(let code) where seconds >= 2: ("failed", code)
        case .failed: ("queued", nil)
        default: (seconds >= 1 ? "sent" : "queued", nil)
        }
    }
}
