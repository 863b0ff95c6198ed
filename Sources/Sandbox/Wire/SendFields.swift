// SPDX-License-Identifier: Apache-2.0

/// The fields of a message request which the sandbox looks at; others are ignored, as Plivo does.
struct SendFields: Decodable {
    let src: String?
    let powerpackUuid: String?
    let dst: String?
    let text: String?
    let type: String?
    let messageExpiry: Int?
}
