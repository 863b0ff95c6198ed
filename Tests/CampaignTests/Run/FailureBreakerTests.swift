// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Lists
import Providers
import Testing

@Suite struct MessageBreakerTests {
    private let word = ProviderWord(code: "400", text: "no")
    private let other = ProviderWord(code: "400", text: "never")

    /// Notes endings; gives the number of the first that stopped the run, and why.
    private func firstStop(_ endings: [FailureBreaker.Ending]) -> (number: Int, cause: StopCause)? {
        var breaker = FailureBreaker(.messages)
        for (index, ending) in endings.enumerated() {
            if let cause = breaker.note(ending) { return (index + 1, cause) }
        }
        return nil
    }

    @Test func `the same unexplained refusal five times in a row stops`() {
        let stop = firstStop(Array(repeating: .refused(word), count: 9))
        #expect(stop?.number == 5 && stop?.cause == .sameRefusal(times: 5, word))
    }

    @Test func `refusals that differ only in the number they name are the same`() {
        let words = (0..<9).map {
            ProviderWord(code: "21608", text: "The number +1415555000\($0) is unverified.")
        }
        #expect(firstStop(words.map { .refused($0) })?.number == 5)
        let codes = (0..<9).map { ProviderWord(code: String($0), text: "no") }
        #expect(firstStop(codes.map { .refused($0) }) == nil)
    }

    @Test func `anything between the refusals begins the count anew`() {
        let four = Array(repeating: FailureBreaker.Ending.refused(word), count: 4)
        #expect(firstStop(four + [.clear] + four) == nil)
        #expect(firstStop(four + [.failed("")] + four) == nil)
        #expect(firstStop(four + [.refused(other)] + four) == nil)
        #expect(firstStop(four + [.refused(other)] + four + [.refused(word)])?.number == 10)
    }

    @Test func `ten ambiguous outcomes in a row stop`() {
        #expect(firstStop(Array(repeating: .failed(""), count: 12))?.number == 10)
        let nine = Array(repeating: FailureBreaker.Ending.failed(""), count: 9)
        #expect(firstStop(nine + [.clear] + nine) == nil)
    }

    @Test func `more than half of the last fifty stop, and not before fifty`() {
        let pattern: [FailureBreaker.Ending] = [.failed(""), .failed(""), .clear]
        #expect(firstStop(Array((0..<17).map { _ in pattern }.joined()))?.number == 50)
        let half: [FailureBreaker.Ending] = [.failed(""), .clear]
        #expect(firstStop(Array((0..<200).map { _ in half }.joined())) == nil)
        let quiet = Array(repeating: FailureBreaker.Ending.clear, count: 50)
        #expect(firstStop(quiet + (0..<17).map { _ in pattern }.joined())?.number == 88)
    }
}

@Suite struct LookupBreakerTests {
    private static let refused = FailureBreaker.Ending.refused(
        ProviderWord(code: "400", text: "no")
    )
    private static let other = FailureBreaker.Ending.refused(
        ProviderWord(code: "400", text: "never")
    )
    private static let failed = FailureBreaker.Ending.failed("timed out")

    private static func times(
        _ count: Int,
        _ ending: FailureBreaker.Ending
    ) -> [FailureBreaker.Ending] {
        Array(repeating: ending, count: count)
    }

    private static let runs: [([FailureBreaker.Ending], Int?)] = [
        (times(9, refused), 5), (times(4, refused) + [.clear] + times(4, refused), nil),
        (times(4, refused) + [failed] + times(4, refused), nil),
        (times(4, refused) + [failed] + times(4, refused) + [failed], 10),
        (times(4, refused) + times(5, other), 9), (times(12, failed), 10),
        (times(9, failed) + [.clear] + times(9, failed), nil),
        (times(6, failed) + times(4, refused), 10), ([], nil),
    ]

    @Test(arguments: 0..<runs.count)
    func `the same refusal five times in a row, or ten failures in a row, stop`(index: Int) {
        let (endings, expected) = Self.runs[index]
        var breaker = FailureBreaker(.lookups)
        let first = endings.firstIndex { breaker.note($0) != nil }
        #expect(first.map { $0 + 1 } == expected)
    }

    @Test func `refusals that differ only in the number they name are the same`() {
        var breaker = FailureBreaker(.lookups)
        let words = (0..<5).map {
            ProviderWord(code: "404", text: "/v2/PhoneNumbers/+1415555000\($0) was not found")
        }
        let causes = words.map { breaker.note(.refused($0)) }
        #expect(
            causes.last == .some(.lookups(failed: 5, "/v2/PhoneNumbers/+14155550004 was not found"))
        )
    }

    @Test func `the stop says how many failed, and the last reason`() {
        var breaker = FailureBreaker(.lookups)
        let causes = (0..<5).map { _ in breaker.note(Self.refused) }
        #expect(causes.last == .some(.lookups(failed: 5, "no")))
    }
}
