// SPDX-License-Identifier: Apache-2.0

/// A recipient whose message was refused without a reason that is known: not at fault where the same refusal stops the run.
struct Suspect {
    let candidate: Candidate
    let line: LineKnowledge
    let record: SendRecord
}
