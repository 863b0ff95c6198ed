// SPDX-License-Identifier: Apache-2.0

import Campaign
import Configuration
import Lists
import Testing

/// What proxies, firewalls and login pages answer in the provider's place, in a whole run.
@Suite struct StrangerAnswerRunTests {
    private static let page = "<html>The response was blocked by policy</html>"

    /// What a proxy puts in the place of an acceptance, and how the message ends.
    @Test(arguments: [400, 403, 404, 405, 413, 451, 499])
    func `a page after an acceptance leaves the message in doubt`(status: Int) async throws {
        var pipeline = Pipeline()
        pipeline.settings.send.maxConcurrent = 1
        let rows = try await pipeline.run(
            Pipeline.british(9),
            ScriptedTransport.answering(.status(status, Self.page)) { turn in turn % 2 == 1 }
        )
        #expect(rows.count { $0.words == "unconfirmed bad_response" } == 4)
        #expect(rows.count { $0.words == "sent" } == 5 && pipeline.stop.cause == nil)
        #expect(rows.count { $0.delivery?.errorCode == "\(status)" } == 4)
        #expect(pipeline.log.count("POST") == 9 && pipeline.log.count("withdrawal") == 0)
    }

    @Test(arguments: [400, 403, 404, 413])
    func `a page where nothing was ever accepted leaves the message for another run`(
        status: Int
    ) async throws {
        var pipeline = Pipeline()
        pipeline.settings.send.maxConcurrent = 1
        let rows = try await pipeline.run(Pipeline.british(30)) { _, _ in
            .status(status, Self.page)
        }
        #expect(rows.count { $0.words == "pending unreachable" } == 5)
        #expect(rows.count { $0.words == "pending stopped" } == 25)
        #expect(pipeline.log.count("POST") == 5 && pipeline.log.count("withdrawal") == 0)
    }

    @Test(arguments: [301, 302, 303], [false, true])
    func `a redirect stops the run and leaves its message in doubt, accepted or not`(
        status: Int,
        hasAccepted: Bool
    ) async throws {
        var pipeline = Pipeline()
        pipeline.settings.send.maxConcurrent = 1
        let rows = try await pipeline.run(
            Pipeline.british(20),
            ScriptedTransport.answering(.status(status, "")) { turn in turn > 0 || !hasAccepted }
        )
        #expect(rows.count { $0.words == "unconfirmed bad_response" } == 1)
        #expect(rows.count { $0.words == "pending stopped" } == (hasAccepted ? 18 : 19))
        #expect(pipeline.log.count("POST") == (hasAccepted ? 2 : 1))
    }

    @Test(arguments: [(401, "credentials"), (407, "HTTPS_PROXY"), (307, "log in"), (402, "credit")])
    func `what everybody would get stops the run at once, and is no refusal after an acceptance`(
        status: Int,
        words: String
    ) async throws {
        var pipeline = Pipeline()
        pipeline.settings.send.maxConcurrent = 1
        let rows = try await pipeline.run(
            Pipeline.british(20),
            ScriptedTransport.answering(.status(status, Self.page)) { turn in turn > 0 }
        )
        #expect(rows.count { $0.words == "sent" } == 1)
        #expect(rows.count { $0.words == "unconfirmed bad_response" } == 1)
        #expect(rows.count { $0.words == "pending stopped" } == 18)
        #expect(pipeline.log.count("POST") == 2)
        #expect(pipeline.stop.cause?.sentence.contains(words) == true)
    }
}
