// SPDX-License-Identifier: Apache-2.0

/// An error of the messaging host: the words are under `error`.
struct MessageError: Encodable {
    let apiId: String
    let error: String
}
