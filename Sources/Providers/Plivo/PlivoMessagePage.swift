// SPDX-License-Identifier: Apache-2.0

/// A page of Plivo's list of messages.
struct PlivoMessagePage: Decodable {
    private struct Meta: Decodable {
        let offset: Int
        let total: Int?
        let next: String?

        enum CodingKeys: String, CodingKey {
            case offset, next
            case total = "total_count"
        }

        /// Where the messages after so many begin; `nil` where there are none.
        func end(after count: Int) throws -> Int? {
            let (end, overflows) = offset.addingReportingOverflow(count)
            guard !overflows, offset >= 0 else { throw Self.senseless }
            let hasMore = next != nil || total ?? end > end
            // A page without a message that is not the last would be asked for again and again.
            guard hasMore, count == 0 else { return hasMore ? end : nil }
            throw Self.senseless
        }

        private static let senseless = DecodingError.dataCorrupted(
            .init(codingPath: [], debugDescription: "a page that leads nowhere")
        )
    }

    /// The messages of the page.
    let objects: [PlivoMessageObject]
    /// The offset of the next page, as text; `nil` where this is the last.
    let next: String?

    private enum CodingKeys: CodingKey {
        case meta, objects
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let meta = try fields.decode(Meta.self, forKey: .meta)
        objects = try fields.decode([PlivoMessageObject].self, forKey: .objects)
        next = try meta.end(after: objects.count).map(String.init)
    }
}
