// SPDX-License-Identifier: Apache-2.0

import Sandbox
import TestSupport
import Testing

@Suite struct LookupHandlerTests {
    private let client: SandboxClient

    init() throws {
        client = SandboxClient(sandbox: try .quick())
    }

    @Test(arguments: [
        ("12025550100", "mobile"), ("12025550149", "mobile"), ("14155550149", "mobile"),
        ("12025550150", "fixed"),
        ("13125550159", "fixed"), ("12025550160", "voip"), ("12025550161", "toll-free"),
        ("12025550162", "unknown"),
        ("12025550169", "mobile"), ("12025550174", "mobile"), ("12025550199", "mobile"),
        ("12025550250", "mobile"),
        ("447700900123", "mobile"), ("442079460123", "fixed"), ("441632960123", "fixed"),
        ("448081570123", "toll-free"),
        ("4915112345678", "mobile"),
    ])
    func `a number's line type follows the documented rule`(digits: String, type: String) throws {
        for spelling in ["+\(digits)", "%2B\(digits)", digits] {
            let answer = try client.lookUp(spelling)
            #expect(answer.status == 200)
            #expect(answer["carrier", "type"] == type)
            #expect(answer["phone_number"] == "+\(digits)")
        }
    }

    @Test func `an answer has the fields of Plivo's`() throws {
        let answer = try client.lookUp("+12025550150")
        #expect(answer.head.contains("Content-Type: application/json"))
        #expect(answer["country", "iso2"] == "US")
        #expect(answer["format", "e164"] == "+12025550150")
        #expect(answer["carrier", "mobile_country_code"] == "")
        #expect(answer["resource_uri"] == "/v1/Number/+12025550150?type=carrier")
        #expect(answer["api_id"].count == 36)
    }

    @Test func `an answer may lack the carrier`() throws {
        let answer = try client.lookUp("+12025550163")
        #expect(answer.status == 200)
        #expect(answer.json["carrier"] == nil)
    }

    @Test(arguments: [
        ("+12025550164", 404), ("+12025550167", 500), ("+12", 404), ("+1202555o100", 404),
        ("+1202555010012345", 404),
    ])
    func `an error has a whole number and a message`(number: String, status: Int) throws {
        let answer = try client.lookUp(number)
        #expect(answer.status == status)
        #expect(answer["error_code"] == "\(status)")
        #expect(!answer["message"].isEmpty)
    }

    @Test(arguments: [("+12025550165", 429), ("+12025550166", 500)])
    func `what fails the first time works the second`(number: String, status: Int) throws {
        #expect(try client.lookUp(number).status == status)
        #expect(try client.lookUp(number)["carrier", "type"] == "mobile")
        #expect(try client.lookUp(number.replacing("202", with: "415")).status == status)
    }

    @Test func `a stalled lookup gets no byte`() throws {
        let raw = try RawClient(port: client.sandbox.port)
        raw.send(client.request("GET", "/v1/Number/+12025550168?type=carrier"))
        #expect(try client.lookUp("+12025550100").status == 200)
        client.sandbox.stop()
        #expect(try raw.receiveAll().isEmpty)
    }

    @Test func `the type must be asked for`() throws {
        #expect(try client.get("/v1/Number/+12025550100").status == 400)
    }
}
