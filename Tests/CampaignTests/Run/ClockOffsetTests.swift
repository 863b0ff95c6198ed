// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Foundation
import HTTP
import Ledger
import Lists
import Pacing
import PhoneNumbers
import Testing

@Suite struct ClockOffsetTests {
    @Test(arguments: [-259_200.0, 0, 3600])
    func `how far the clocks are apart is written down as soon as an answer tells it`(
        skew: Double
    ) async throws {
        var pipeline = Pipeline()
        pipeline.settings.send.maxConcurrent = 1
        let time = pipeline.log.time
        // In the order in which the requests leave, one after the other.
        let asked = Guarded<[String]>([])
        _ = try await pipeline.run(Pipeline.british(3)) { ask, _ in
            let place = asked.withLock {
                $0.append(ask.number)
                return $0.count
            }
            return switch place {
            case 1: .failure(.timedOut, .mayHaveBeenSent)
            case 2:
                .status(
                    202,
                    #"{"message_uuid": ["an-id"]}"#,
                    date: HTTPDate.text(time.date + skew)
                )
            default: .failure(.connectionLost, .mayHaveBeenSent)
            }
        }
        let skews = pipeline.skews.values.withLock { $0 }
        let kept = asked.withLock { $0 }.compactMap { skews[$0] }
        try #require(kept.map(\.count) == [2, 2, 2])
        #expect(kept[0] == [nil, nil] && kept[1][0] == nil)
        for known in [kept[1][1], kept[2][0], kept[2][1]] {
            #expect(known.map { abs(Double($0) / 1000 - skew) < 2 } == true, "\(kept)")
        }
    }
}
