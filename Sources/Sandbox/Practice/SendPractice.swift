// SPDX-License-Identifier: Apache-2.0

/// What the sandbox does with a message to a number.
enum SendPractice: Hashable, Sendable {
    /// 202 with an id; then the delivery states of its fate.
    case accept(DeliveryPractice)
    /// A status and the words of the error; nothing is accepted.
    case refuse(status: Int, error: String)
    /// 202 that names the number as invalid and gives no id; nothing is accepted.
    case refuseQuietly
    /// 500; nothing is accepted.
    case serverError
    /// Accepted, but the connection ends before the answer.
    case acceptAndHangUp
    /// Not accepted: the connection ends before the answer.
    case hangUp
    /// Accepted, but no answer comes.
    case acceptAndStall
    /// Not accepted, and no answer comes.
    case stall
    /// Accepted, but the answer is a page of HTML.
    case acceptWithPage
}
