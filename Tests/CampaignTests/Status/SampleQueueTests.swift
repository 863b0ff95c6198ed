// SPDX-License-Identifier: Apache-2.0

@testable import Basics
@testable import Campaign
@testable import Configuration
import Ledger
@testable import Lists
import Testing

@Suite struct SampleQueueTests {
    private var queue = SampleQueue()

    private static func message(_ id: String) throws -> AcceptedMessage {
        AcceptedMessage(
            campaign: CampaignID(rawValue: 1),
            number: try Sample.number(Sample.mobile),
            messageID: id,
            provider: Sample.provider,
            acceptedAt: Sample.date
        )
    }

    /// The ids of the messages that are asked after at these times.
    private mutating func asked(at times: Duration...) -> [String?] {
        times.map { queue.next(at: $0)?.messageID }
    }

    @Test
    mutating func
        `the latest message that is old enough is asked after, those before it are forgotten`()
        throws
    {
        for second in 0..<30 { queue.add(try Self.message("m-\(second)"), at: .seconds(second)) }
        let ids = asked(at: .seconds(19), .seconds(25), .seconds(25), .seconds(26))
        #expect(ids == [nil, "m-5", nil, "m-6"])
    }

    @Test mutating func `one message a second is enough`() throws {
        for tenth in 0..<100 {
            queue.add(try Self.message("m-\(tenth)"), at: .milliseconds(tenth * 100))
        }
        let ids = asked(at: .milliseconds(20_999), .seconds(21))
        #expect(ids == ["m-0", "m-10"])
    }

    @Test mutating func `one without a final state comes again, unless a later one is old enough`()
        throws
    {
        let first = try Self.message("m-0")
        queue.add(first, at: .zero)
        queue.add(try Self.message("m-1"), at: .seconds(15))
        var ids = asked(at: .seconds(20))
        queue.putBack(first, at: .seconds(20))
        ids += asked(at: .seconds(30))
        queue.putBack(first, at: .seconds(30))
        ids += asked(at: .seconds(40), .seconds(99))
        #expect(ids == ["m-0", "m-0", "m-1", nil])
    }
}
