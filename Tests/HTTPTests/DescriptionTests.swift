// SPDX-License-Identifier: Apache-2.0

import HTTP
import Pacing
import Testing

@Suite struct DescriptionTests {
    @Test(arguments: [
        ("https://api.plivo.com/v1/Account/MAX/Message/?key=secret", "POST api.plivo.com"),
        ("https://user:secret@api.example.com:8443/secret", "POST api.example.com:8443"),
        ("https://a@secret@host#secret", "POST host"), ("secret", "POST (no host)"),
        ("", "POST (no host)"),
        ("http://[::1]:8080?secret", "POST [::1]:8080"),
    ])
    func `a request shows method and host alone`(url: String, expected: String) {
        let request = HTTPRequest(
            method: .post,
            url: url,
            headers: [HTTPHeader("X-Key", "secret")],
            body: Array("secret".utf8),
            credentials: Credentials(user: "secret", password: "secret")
        )
        #expect("\(request)" == expected)
        #expect(String(reflecting: request) == expected)
    }

    @Test func `headers, credentials and answers show no secret`() {
        let header = HTTPHeader("X-Key", "secret")
        let credentials = Credentials(user: "secret", password: "secret")
        let response = HTTPResponse(status: 200, headers: [header], body: Array("secret".utf8))
        for text in [
            "\(header) \(credentials) \(response)", String(reflecting: [header]),
            String(reflecting: response),
        ] {
            #expect(!text.contains("secret"))
        }
    }
}
