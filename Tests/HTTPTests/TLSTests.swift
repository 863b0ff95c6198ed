// SPDX-License-Identifier: Apache-2.0

import HTTP
import Pacing
import Testing

@Suite(.enabled(if: TLSServer.isAvailable), .timeLimit(.minutes(1))) struct TLSTests {
    /// Sends a GET to a server that shows a page, and returns the answer or the failure.
    private func outcome(
        certificateFor name: String = "IP:127.0.0.1",
        isTrusted: Bool = true
    ) async throws -> (status: Int?, failure: TransportFailure?) {
        let server = try TLSServer(certificateFor: name, options: ["-www"])
        defer { server.stop() }
        var request = HTTPRequest.get(try await server.url())
        request.caFile = isTrusted ? server.caFile : nil
        return try await withTransport { transport in
            let failure = await transport.failure(of: request)
            return (failure == nil ? await transport.status(of: request) : nil, failure)
        }
    }

    @Test func `a private authority is trusted when its file is named`() async throws {
        #expect(try await outcome().status == 200)
    }

    @Test func `an unknown authority is not trusted`() async throws {
        let failure = try await outcome(isTrusted: false).failure
        #expect(failure?.kind == .certificate)
        #expect(failure?.certainty == .notSent)
        #expect(failure?.detail.contains("cannot be trusted (SSL certificate problem") == true)
    }

    @Test(arguments: ["DNS:other.example", "IP:127.0.0.2"])
    func `a certificate for another host is not trusted`(name: String) async throws {
        let failure = try await outcome(certificateFor: name).failure
        #expect(failure?.kind == .certificate)
        #expect(failure?.certainty == .notSent)
    }
}
