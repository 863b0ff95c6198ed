// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

extension Bench {
    /// Expects a command line to be refused: exit 2, one sentence with these parts, nothing sent,
    /// nothing written.
    func expectRefusal(
        _ words: [String],
        saying parts: [String],
        input: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let before = try files()
        let requests = provider.requests.count
        let run = try await run(words, input: input)
        #expect(run.status == 2, "\(run)", sourceLocation: sourceLocation)
        #expect(run.output.isEmpty, sourceLocation: sourceLocation)
        expectOneSentence(run, parts, sourceLocation)
        #expect(provider.requests.count == requests, sourceLocation: sourceLocation)
        let after = try files()
        #expect(after.keys.sorted() == before.keys.sorted(), sourceLocation: sourceLocation)
        // The lock's file names the process that held it last.
        #expect(
            after.filter { !$0.key.hasSuffix(".lock") }
                == before.filter { !$0.key.hasSuffix(".lock") },
            sourceLocation: sourceLocation
        )
    }

    /// The sentence, and for a wrong command line the place where more is told.
    private func expectOneSentence(
        _ run: FinishedRun,
        _ parts: [String],
        _ sourceLocation: SourceLocation
    ) {
        let lines = run.errors.split(separator: "\n")
        let sentences = lines.filter { !$0.hasPrefix("see '") }
        #expect(sentences.count == 1, "\(run.errors)", sourceLocation: sourceLocation)
        #expect(
            sentences.first?.hasPrefix("error: ") == true,
            "\(run.errors)",
            sourceLocation: sourceLocation
        )
        for part in parts {
            #expect(run.errors.contains(part), "\(run.errors)", sourceLocation: sourceLocation)
        }
    }
}
