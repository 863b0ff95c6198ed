// SPDX-License-Identifier: Apache-2.0

import HTTP
import Pacing
import Testing

/// HTTP/2 gives libcurl further reasons to send a request again.
@Suite(.enabled(if: TLSServer.isAvailable), .timeLimit(.minutes(1))) struct NeverTwiceHTTP2Tests {
    /// How the server behaves once it has read the second request (RFC 9113 §6 and §7).
    enum Refusal: CaseIterable, Sendable {
        case goAway, refusedStream, requiresHTTP11, killed

        /// The frame to send; nil where the process is killed.
        var frame: [UInt8]? {
            switch self {
            case .goAway: [0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]
            case .refusedStream: [0, 0, 4, 3, 0, 0, 0, 0, 3, 0, 0, 0, 7]
            case .requiresHTTP11: [0, 0, 4, 3, 0, 0, 0, 0, 3, 0, 0, 0, 13]
            case .killed: nil
            }
        }
    }

    private static let settings: [UInt8] = [0, 0, 0, 4, 0, 0, 0, 0, 0]
    private static let settingsAcknowledged: [UInt8] = [0, 0, 0, 4, 1, 0, 0, 0, 0]

    /// `:status: 200` and nothing else, as the whole answer to the first request.
    private static let okOnStream1: [UInt8] = [0, 0, 1, 1, 5, 0, 0, 0, 1, 0x88]

    @Test(arguments: Refusal.allCases)
    func `a POST that the server has read is not sent again`(refusal: Refusal) async throws {
        let server = try TLSServer(options: ["-alpn", "h2"])
        defer { server.stop() }
        let url = try await server.url()
        try server.write(Self.settings + Self.settingsAcknowledged)
        let failure = try await withTransport { transport in
            async let first = transport.status(of: post(url, "first-text", server))
            await server.output.wait(for: "first-text")
            try server.write(Self.okOnStream1)
            #expect(await first == 200)
            async let second = transport.failure(of: post(url, "second-text", server))
            await server.output.wait(for: "second-text")
            if let frame = refusal.frame { try server.write(frame) } else { server.kill() }
            return await second
        }
        #expect(failure?.kind == .connectionLost)
        #expect(failure?.certainty == .mayHaveBeenSent)
        #expect(
            server.output.text.split(separator: "second-text", omittingEmptySubsequences: false)
                .count == 2
        )
    }

    private func post(_ url: String, _ text: String, _ server: TLSServer) -> HTTPRequest {
        // Long enough for a machine that does much else: what is tested is not how fast it is.
        var request = HTTPRequest.post(url, text, timeout: .seconds(50))
        request.caFile = server.caFile
        return request
    }
}
