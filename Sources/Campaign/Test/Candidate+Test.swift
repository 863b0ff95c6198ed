// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

extension Candidate {
    /// The same message, addressed to somebody who wants to see it first.
    package func redirected(to number: PhoneNumber, plan: NumberingPlan) -> Candidate {
        let classification = plan.classify(number)
        return Candidate(
            recipient: recipient,
            number: number,
            region: classification.region,
            line: LineKnowledge(type: classification.lineType, source: .plan),
            needsLookup: false,
            text: text,
            size: size,
            caution: plan.caution(about: number),
            repair: nil,
            // Whoever asks for a test is awake.
            whereabouts: nil,
            earlier: EarlierTries()
        )
    }
}

extension Rules {
    /// Why not even a test message goes to a number; `nil` where one does.
    ///
    /// No lookup is made for a test: what the numbering plan cannot tell is the user's own phone.
    package func objection(toTest candidate: Candidate) -> Verdict? {
        suppression.objection(to: candidate.number) ?? objection(to: candidate.region)
            ?? objection(afterFailedLookup: candidate.line.type)
    }
}
