// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Testing

@Suite struct AgreementTests {
    @Test func `All vectors are answered as libphonenumber answers them`() throws {
        let vectors = try Vector.all()
        #expect(vectors.count >= 20_000)
        let wrong = vectors.filter { answer(to: $0.input, in: $0.region) != $0.answer }
        for vector in wrong.prefix(20) {
            Issue.record(
                "\(vector): \(answer(to: vector.input, in: vector.region)), not \(vector.answer)"
            )
        }
        #expect(wrong.isEmpty, "\(wrong.count) of \(vectors.count)")
    }

    @Test func `All vectors have libphonenumber's time zones, and facts that fit each other`()
        throws
    {
        let plan = NumberingPlan.bundled
        for vector in try Vector.all() {
            guard let zones = vector.zones,
                let parsed = try? plan.parse(vector.input, defaultRegion: vector.region)
            else { continue }
            let facts = plan.facts(about: parsed.number)
            #expect(facts.timeZones == zones, "\(vector)")
            #expect(facts.isValid == (facts.lineType != nil) && facts.lineType != .unknown)
            #expect(facts.isValid == (facts.problem == nil))
        }
    }
}
