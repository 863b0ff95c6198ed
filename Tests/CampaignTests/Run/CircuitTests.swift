// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Lists
import Providers
import Testing

@Suite struct CircuitTests {
    private let word = ProviderWord(code: "400", text: "no")
    private let other = ProviderWord(code: "400", text: "never")

    /// Notes endings; gives the number of the first that stopped the run, and why.
    private func firstStop(_ endings: [Circuit.Ending]) -> (number: Int, cause: StopCause)? {
        var circuit = Circuit()
        for (index, ending) in endings.enumerated() {
            if let cause = circuit.note(ending) { return (index + 1, cause) }
        }
        return nil
    }

    @Test func `the same unexplained refusal five times in a row stops`() {
        let stop = firstStop(Array(repeating: .unexplained(word), count: 9))
        #expect(stop?.number == 5 && stop?.cause == .sameRefusal(times: 5, word))
    }

    @Test func `refusals that differ only in the number they name are the same`() {
        let words = (0..<9).map {
            ProviderWord(code: "21608", text: "The number +1415555000\($0) is unverified.")
        }
        #expect(firstStop(words.map { .unexplained($0) })?.number == 5)
        let codes = (0..<9).map { ProviderWord(code: String($0), text: "no") }
        #expect(firstStop(codes.map { .unexplained($0) }) == nil)
    }

    @Test func `anything between the refusals begins the count anew`() {
        let four = Array(repeating: Circuit.Ending.unexplained(word), count: 4)
        #expect(firstStop(four + [.clear] + four) == nil)
        #expect(firstStop(four + [.ambiguous] + four) == nil)
        #expect(firstStop(four + [.unexplained(other)] + four) == nil)
        #expect(firstStop(four + [.unexplained(other)] + four + [.unexplained(word)])?.number == 10)
    }

    @Test func `ten ambiguous outcomes in a row stop`() {
        #expect(firstStop(Array(repeating: .ambiguous, count: 12))?.number == 10)
        let nine = Array(repeating: Circuit.Ending.ambiguous, count: 9)
        #expect(firstStop(nine + [.clear] + nine) == nil)
    }

    @Test func `more than half of the last fifty stop, and not before fifty`() {
        let pattern: [Circuit.Ending] = [.ambiguous, .ambiguous, .clear]
        #expect(firstStop(Array((0..<17).map { _ in pattern }.joined()))?.number == 50)
        let half: [Circuit.Ending] = [.ambiguous, .clear]
        #expect(firstStop(Array((0..<200).map { _ in half }.joined())) == nil)
        let quiet = Array(repeating: Circuit.Ending.clear, count: 50)
        #expect(firstStop(quiet + (0..<17).map { _ in pattern }.joined())?.number == 88)
    }
}
