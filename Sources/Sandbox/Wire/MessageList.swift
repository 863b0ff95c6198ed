// SPDX-License-Identifier: Apache-2.0

/// A page of messages.
struct MessageList: Encodable {
    /// Which page it is, and where its neighbours are.
    struct Meta: Encodable {
        let limit: Int
        let offset: Int
        let totalCount: Int
        let next: OrNull<String>
        let previous: OrNull<String>
    }

    let apiId: String
    let meta: Meta
    let objects: [MessageObject]
}
