// SPDX-License-Identifier: Apache-2.0

import HTTP
import Pacing
import TestSupport
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

    /// A system may be set up to speak older versions; the program's own floor counts all the same.
    @Test func `TLS 1.1 is not spoken, whatever the system allows`() async throws {
        let server = try TLSServer(
            certificateFor: "IP:127.0.0.1",
            options: ["-www", "-tls1_1", "-cipher", "ALL:@SECLEVEL=0"])
        defer { server.stop() }
        let folder = try ScratchFolder()
        try folder.write("phone\n+447400100000\n", to: "l.csv")
        try folder.write(
            "openssl_conf = a\n[a]\nssl_conf = b\n[b]\nsystem_default = c\n[c]\n"
                + "MinProtocol = TLSv1\nCipherString = ALL:@SECLEVEL=0\n", to: "openssl.cnf")
        try folder.write(
            """
            { provider: 'plivo', from: '+12025550100', lookup: { mode: 'never' },
              retry: { attempts: 1 },
              providers: { plivo: { authID: 'MA', authToken: 'x', caFile: '\(server.caFile)',
                baseURL: '\(try await server.url())' } } }
            """, to: "config.json")
        let run = try await BuiltBinary.find().run(
            ["send", "l.csv", "--message", "Hi", "--yes", "--quiet"],
            environment: ["OPENSSL_CONF": folder.file("openssl.cnf")], directory: folder.path)
        #expect(run.status == 3 && run.output.contains("unreachable"), "\(run)")
    }

    @Test(arguments: ["DNS:other.example", "IP:127.0.0.2"])
    func `a certificate for another host is not trusted`(name: String) async throws {
        let failure = try await outcome(certificateFor: name).failure
        #expect(failure?.kind == .certificate)
        #expect(failure?.certainty == .notSent)
    }
}
