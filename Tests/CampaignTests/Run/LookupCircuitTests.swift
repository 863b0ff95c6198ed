// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Lists
import Providers
import Testing

@Suite struct LookupCircuitTests {
    private static let refused = LookupCircuit.Ending.refused(ProviderWord(code: "400", text: "no"))
    private static let other = LookupCircuit.Ending.refused(
        ProviderWord(code: "400", text: "never")
    )
    private static let failed = LookupCircuit.Ending.failed("timed out")

    private static func times(
        _ count: Int,
        _ ending: LookupCircuit.Ending
    ) -> [LookupCircuit.Ending] {
        Array(repeating: ending, count: count)
    }

    private static let runs: [([LookupCircuit.Ending], Int?)] = [
        (times(9, refused), 5), (times(4, refused) + [.answered] + times(4, refused), nil),
        (times(4, refused) + [failed] + times(4, refused), nil),
        (times(4, refused) + [failed] + times(4, refused) + [failed], 10),
        (times(4, refused) + times(5, other), 9), (times(12, failed), 10),
        (times(9, failed) + [.answered] + times(9, failed), nil),
        (times(6, failed) + times(4, refused), 10), ([], nil),
    ]

    @Test(arguments: 0..<runs.count)
    func `the same refusal five times in a row, or ten failures in a row, stop`(index: Int) {
        let (endings, expected) = Self.runs[index]
        var circuit = LookupCircuit()
        let first = endings.firstIndex { circuit.note($0) != nil }
        #expect(first.map { $0 + 1 } == expected)
    }

    @Test func `refusals that differ only in the number they name are the same`() {
        var circuit = LookupCircuit()
        let words = (0..<5).map {
            ProviderWord(code: "404", text: "/v2/PhoneNumbers/+1415555000\($0) was not found")
        }
        let causes = words.map { circuit.note(.refused($0)) }
        #expect(
            causes.last == .some(.lookups(failed: 5, "/v2/PhoneNumbers/+14155550004 was not found"))
        )
    }

    @Test func `the stop says how many failed, and the last reason`() {
        var circuit = LookupCircuit()
        let causes = (0..<5).map { _ in circuit.note(Self.refused) }
        #expect(causes.last == .some(.lookups(failed: 5, "no")))
    }
}
