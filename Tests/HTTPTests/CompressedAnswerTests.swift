// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTP
import LoopbackServer
import TestSupport
import Testing

/// Servers compress answers although nobody asked for it.
@Suite(.timeLimit(.minutes(1))) struct CompressedAnswerTests {
    private static let text = #"{"sid":"SM1","status":"queued"}"#
    private static let gzip =
        "H4sIAAAAAAACA6tWKs5MUbJSCvY1VNJRKi5JLCktBnILS1NLU1OUagF7a57HHwAAAA=="
    private static let deflate = "eJyrVirOTFGyUgr2NVTSUSouSSwpLQZyC0tTS1NTlGoBltMJ5w=="
    private static let rawDeflate = "q1YqzkxRslIK9jVU0lEqLkksKS0GcgtLU0tTU5RqAQ=="
    private static let twice =
        "H4sIAAAAAAACA5Pv5mAAASbm1WFa53wCNwVxfTMNuRSopeepo6nLVsTtHewdHDwli7E6e95xeaBCAG93OUExAAAA"
    /// 3,000,000 spaces, compressed twice: 73 bytes.
    private static let bomb =
        "H4sIAAAAAAACA5Pv5mAAASbmtwcbQYzDClN/Bss9CWVkGAWjYBSMglEwCkbBKBgFo2AUUAHos727USh/"
        + "4JguAwCTBHdSfgsAAA=="

    /// Sends a POST to a server that answers with a coding and a body.
    private func exchange(
        _ coding: String,
        _ body: [UInt8],
        status: Int = 201
    ) async throws -> (asked: String?, response: HTTPResponse?, failure: TransportFailure?) {
        let seen = Journal<ServerRequest>()
        let server = try LoopbackServer.start { request in
            seen.append(request)
            return ServerReply(
                status: status,
                headers: [ServerField("Content-Encoding", coding)],
                body: body
            )
        }
        defer { server.stop() }
        return try await withTransport { transport in
            var (response, failure): (HTTPResponse?, TransportFailure?)
            do throws(TransportFailure) {
                response = try await transport.send(.post(server.baseURL, "x"))
            } catch { failure = error }
            return (seen.entries.first?[header: "Accept-Encoding"], response, failure)
        }
    }

    private static func bytes(_ base64: String) -> [UInt8] {
        Data(base64Encoded: base64).map { [UInt8]($0) } ?? []
    }

    @Test(arguments: [
        ("gzip", gzip), ("x-gzip", gzip), ("GZIP", gzip), ("deflate", deflate),
        ("deflate", rawDeflate), ("gzip, gzip", twice), (" gzip ", gzip),
    ])
    func `an answer that comes compressed is decoded, although none was asked for`(
        coding: String,
        body: String
    ) async throws {
        let result = try await exchange(coding, Self.bytes(body))
        #expect(result.asked == "identity")
        #expect(result.response?.status == 201)
        #expect(result.response?.body == Array(Self.text.utf8))
    }

    @Test(arguments: ["identity", "none", "utf-8", "UTF-8", "binary", "", "ISO-8859-1"])
    func `what names no coding is read as it is`(coding: String) async throws {
        let result = try await exchange(coding, Array(Self.text.utf8))
        #expect(result.response?.body == Array(Self.text.utf8))
    }

    @Test(arguments: ["gzip", "deflate", "compress", "pack200-gzip", "dcb"])
    func `what cannot be decoded may have been an acceptance, and the failure says why`(
        coding: String
    ) async throws {
        let failure = try await exchange(coding, Array("SM1: queued, not compressed".utf8)).failure
        #expect(failure?.kind == .badResponse)
        #expect(failure?.certainty == .mayHaveBeenSent)
        #expect(failure?.detail.contains("compressed in a way that cannot be decoded") == true)
    }

    @Test func `the limit on an answer's size holds for what is decoded`() async throws {
        let failure = try await exchange("gzip, gzip", Self.bytes(Self.bomb)).failure
        #expect(failure?.kind == .tooLarge)
        #expect(failure?.certainty == .mayHaveBeenSent)
    }

    @Test func `an answer that is cut in its middle is no whole one`() async throws {
        let cut = Array(Self.bytes(Self.gzip).prefix(30))
        let result = try await exchange("gzip", cut)
        #expect(result.response?.body != Array(Self.text.utf8))
    }
}
