// SPDX-License-Identifier: Apache-2.0

/// The answer to a message request that Plivo calls a success.
struct SendAnswer: Encodable {
    let apiId: String
    let message: String
    /// An array even for one recipient.
    let messageUuid: [String]
    /// The recipients that were refused; left out where there are none.
    let invalidNumber: [String]?
}
