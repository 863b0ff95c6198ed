// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Basics
@testable import Campaign
@testable import Configuration
@testable import Lists

/// Every mistake in a gateway's description is found when the file is read.
@Suite struct GatewayMistakeTests {
    private static let send = "url: 'https://gw.example/?to={{to}}'"
    private static let get = "method: 'GET', url: 'https://gw.example/?to={{to}}&t={{text}}'"

    @Test(arguments: [
        ("snd: {}", "4: providers.mine.snd: unknown key; did you mean \"send\"?"),
        ("baseURL: 'https://x'", "4: providers.mine.baseURL: unknown key"),
        ("caFile: 'x'", "3: providers.mine: the entry needs \"send\", \"lookup\" or both"),
        (GatewayEntry.status, "3: providers.mine: the entry needs \"send\", \"lookup\" or both"),
        ("send: 'x'", "4: providers.mine.send: an object is expected, not text"),
        ("send: { body: '{{to}}{{text}}' }", "4: providers.mine.send: the key \"url\" is missing"),
        (GatewayEntry.send + ",\nuser: 'x'", "3: providers.mine: the key \"password\" is missing"),
        (GatewayEntry.send + ",\npassword: 'x'", "3: providers.mine: the key \"user\" is missing"),
        (
            "user: 'u', password: 'p',\nsend: { url: 'https://gw.example/{{to}}', body: '{{text}}', headers: { authorization: 'x' } }",
            "5: providers.mine.send.headers.authorization: \"user\" and \"password\" make this header already"
        ),
    ])
    func `in the entry`(members: String, message: String) {
        expect(message, members)
    }

    @Test(arguments: [
        (
            "\(send), body: '{{text}}', bdy: 1",
            "4: providers.mine.send.bdy: unknown key; did you mean \"body\"?"
        ),
        (
            "\(send), body: '{{text}}', method: 'PUT'",
            "4: providers.mine.send.method: what stands here is not known; known here: GET, POST"
        ),
        (
            "\(send), body: '{{text}}', method: 'post'",
            "method: \"post\" is not known; did you mean \"POST\"?"
        ),
        ("\(send)", "4: providers.mine.send: a POST needs its body"),
        ("\(send), body: 1", "send.body: text in quotes is expected, not a number"),
        (
            "\(send), body: '{{text}}',\nform: { a: '1' }",
            "5: providers.mine.send.form: a request has one body; \"body\" is there already"
        ),
        ("\(get),\nbody: 'x'", "5: providers.mine.send.body: a GET has no body"),
        ("\(send), body: 'x'", "4: providers.mine.send: the request says {{text}} nowhere"),
        (
            "url: 'https://gw.example/', body: '{{text}}'",
            "send: the request says {{to}} or {{to.digits}} nowhere"
        ),
        (
            "\(send), body:\n'{{txt}}'",
            "5: providers.mine.send.body: \"{{txt}}\" is not known; did you mean \"{{text}}\"?"
        ),
        (
            "\(send), body: '{{message}}'",
            "send.body: what stands here is not known; known here: {{to}}, {{to.digits}}, {{from}}"
        ),
        ("\(send), body: '{{text'", "send.body: {{ is opened and never closed; write {{to}}"),
        ("\(send), body: '{{text}}${'", "send.body: ${ is opened and never closed; write ${NAME}"),
        ("\(send), body: '{{text}}${}'", "send.body: ${} names no variable"),
        (
            "\(send), json: { a: '{{text}}', b: [1,\n{ c: '{{tu}}' }] }",
            "5: providers.mine.send.json.b.1.c: \"{{tu}}\" is not known; did you mean \"{{to}}\"?"
        ),
        (
            "\(send), json: { a: '{{text}}', '{{to}}': 1 }",
            "send.json.…: a key holds no placeholders"
        ),
        (
            "\(send), form: { a: '{{text}}', b: true }",
            "send.form.b: text in quotes is expected, not true or false"
        ),
        (
            "\(send), form: { a: '{{text}}', b: '{{tip}}' }",
            "send.form.b: what stands here is not known"
        ),
    ])
    func `in a request`(members: String, message: String) {
        expect(message, "send: { \(members) }")
    }

    @Test(arguments: [
        "http://gw.example/{{to}}", "ftp://gw.example/{{to}}", "gw.example/{{to}}", "/sms/{{to}}",
        "https://{{to}}/",
        "https://gw.{{to}}.example/",
        "https://gw.example{{to}}/", "https://gw.example:{{to}}/", "{{to}}",
        "https://u:hunter2@gw.example/{{to}}",
        "https://gw.example/{{to}}#x",
        "https://gw.example/a b/{{to}}", "https://gw.example/ü/{{to}}", "https:///{{to}}",
        "http://127.0.0.1.example.com/{{to}}",
    ])
    func `in an address`(url: String) throws {
        let error = #expect(throws: ConfigurationError.self) {
            try GatewayEntry.settings("send: {\nurl: '\(url)', body: '{{text}}' }")
        }
        #expect(error?.description == "c:5: providers.mine.send.url: \(GatewayAddress.rule)")
        // Where it comes from a variable, it is found before anything is sent.
        let settings = try GatewayEntry.settings("send: {\nurl: '${URL}\(url)', body: '{{text}}' }")
        let late = #expect(throws: ConfigurationError.self) {
            try settings.account(environment: ["URL": "x"])
        }
        #expect(late?.line == 5 && late?.description.contains("hunter2") == false)
    }

    @Test(arguments: [
        "https://gw.example/{{to}}", "https://gw.example?x={{to}}",
        "http://127.0.0.1:8080/{{to}}/a?b=c",
        "HTTPS://gw.example:1/{{to}}",
    ])
    func `an address that can be used is none`(url: String) throws {
        _ = try GatewayEntry.settings("send: { url: '\(url)', body: '{{text}}' }").account(
            environment: [:])
    }

    @Test(arguments: ["pa ss", "a#b", "ü", "100%", "a&b", "a?b"])
    func `a variable in a query, which is percent-encoded, may have any value`(value: String) throws
    {
        let settings = try GatewayEntry.settings(
            "send: { url: 'https://gw.example/${PATH}?key=${KEY}&to={{to}}', body: '{{text}}' }"
        )
        _ = try settings.account(environment: ["PATH": "sms", "KEY": value])
        #expect(throws: ConfigurationError.self) {
            try settings.account(environment: ["PATH": "a b", "KEY": value])
        }
    }

    @Test(arguments: [
        ("'X-Text': '{{text}}'", "X-Text: {{text}} cannot stand in a header"),
        ("'X Y': '1'", "X Y: is no name of a header"),
        ("'': '1'", ": is no name of a header"), ("'Ü': '1'", "Ü: is no name of a header"),
        ("'X:': '1'", "X:: is no name of a header"),
        ("'content-Length': '1'", "content-Length: this header is set by the program"),
        ("Host: 'x'", "Host: this header is set by"),
        ("'Transfer-Encoding': 'chunked'", "Transfer-Encoding: this header is set by"),
        ("'X-A': '1', 'x-a': '2'", "x-a: this header is there twice"),
        ("'X-A': 'a\\r\\nB: c'", "X-A: a header holds no line breaks"),
        ("'X-A': '{{tipo}}'", "X-A: what stands here is not known"),
    ])
    func `in a header`(header: String, message: String) {
        expect(
            "5: providers.mine.send.headers." + message,
            "send: { \(Self.send), body: '{{text}}', headers: {\n\(header) } }"
        )
    }

    @Test(arguments: [
        ("application/json", "{\\\"t\\\": \\\"{{text}}\\\"}", "json"),
        ("Application/X-WWW-Form-URLEncoded", "t={{text}}", "form"),
    ])
    func `in a body that must be escaped`(type: String, body: String, key: String) {
        let message = "4: providers.mine.send.body: write \"\(key)\" in place of \"body\""
        expect(
            message,
            "send: { \(Self.send), body: \"\(body)\", headers: { 'Content-Type': '\(type)' } }"
        )
    }

    @Test(arguments: [
        ("messageID: 'a..b'", "messageID: is no path"),
        ("messageID: '/ID/'", "messageID: needs exactly one group"),
        ("messageID: '/(ID'", "messageID: begins with / and does not end with it"),
        ("messageID: '/(ID/'", "messageID: is no regular expression"),
        ("messageID: 7", "messageID: text in quotes is expected, not a number"),
        ("messageID: ''", "messageID: the text is empty"),
        ("error: { cod: 'x' }", "error.cod: unknown key; did you mean \"code\"?"),
        ("error: { code: '' }", "error.code: the text is empty"),
        ("success: { status: [200] }", "success.status: unknown key; did you mean \"statuses\"?"),
        ("success: { statuses: 200 }", "success.statuses: a list is expected, not a number"),
        (
            "success: { statuses: [20] }",
            "success.statuses: an HTTP status is a whole number from 100 to 599"
        ),
        ("success: { statuses: ['2xx'] }", "success.statuses: an HTTP status is"),
        ("success: { statuses: [] }", "success.statuses: the list names no status"),
        ("success: { match: '/[/' }", "success.match: is no regular expression"),
        ("success: { match: '/a' }", "success.match: begins with /"),
        ("safeToRetry: 429", "safeToRetry: a list is expected, not a number"),
        (
            "optedOut: [{}]",
            "optedOut: a code (a number, or text in quotes) is expected, not an object"
        ),
        ("fatal: ['']", "fatal: a code (a number"),
        ("safeToRetry: ['5xx']", "safeToRetry: \"5xx\" is no code; write each status as a number"),
        ("fatal: ['4XX']", "fatal: \"4XX\" is no code"),
        ("optedOut: [451, '50x']", "optedOut: \"50x\" is no code"),
        ("fatal: ['500-599']", "fatal: \"500-599\" is no code"),
        ("fatal: ['5**']", "fatal: \"5**\" is no code"),
        ("knownAlready: ['4xx']", "knownAlready: \"4xx\" is no code"),
        ("knownAlready: [409]", "knownAlready: a gateway knows a message again by its id only"),
        ("encodings: { 'GSM-7': 0 }", "encodings: the key \"UCS-2\" is missing"),
        ("encodings: { GSM7: 0 }", "encodings.GSM7: unknown key; did you mean \"GSM-7\"?"),
        ("lineType: 'x'", "lineType: unknown key"),
    ])
    func `in what is said about answers`(member: String, message: String) {
        expect(
            "5: providers.mine.send." + message,
            "send: { \(Self.send), body: '{{text}}',\n\(member) }"
        )
    }

    @Test(arguments: [
        ("lookup: { url: 'https://gw.example/{{to}}' }", "lookup: the key \"lineType\" is missing"),
        (
            "lookup: { url: 'https://gw.example/', lineType: 'a' }",
            "lookup: the request says {{to}} or {{to.digits}} nowhere"
        ),
        (
            "lookup: { url: 'https://gw.example/{{to}}/{{from}}', lineType: 'a' }",
            "lookup.url: {{from}} has no meaning here; known here: {{to}}, {{to.digits}}"
        ),
        (
            "lookup: { url: 'https://gw.example/{{to}}', lineType: 'a', lineTypes: { x: 'landline' } }",
            "lookup.lineTypes.x: what stands here is not known"
        ),
        (
            "lookup: { url: 'https://gw.example/{{to}}', lineType: 'a', lineTypes: { x: 'mobil' } }",
            "lookup.lineTypes.x: \"mobil\" is not known; did you mean \"mobile\"?"
        ),
        (
            "lookup: { url: 'https://gw.example/{{to}}', lineType: 'a', carrier: '.' }",
            "lookup.carrier: is no path"
        ),
        (
            "\(GatewayEntry.send), status: { url: 'https://gw.example/{{id}}' }",
            "status: the key \"state\" is missing"
        ),
        (
            "\(GatewayEntry.send), status: { url: 'https://gw.example/', state: 's' }",
            "status: the request says {{id}} nowhere"
        ),
        (
            "\(GatewayEntry.send), status: { url: 'https://gw.example/{{id}}/{{to}}', state: 's' }",
            "status.url: {{to}} has no meaning here; known here: {{id}}"
        ),
        (
            "\(GatewayEntry.send), status: { url: 'https://gw.example/{{id}}', state: 's', states: { D: 'deliverd' } }",
            "status.states.D: \"deliverd\" is not known; did you mean \"delivered\"?"
        ),
        (
            "\(GatewayEntry.send), status: { url: 'https://gw.example/{{id}}', state: 's', optedOut: [] }",
            "status.optedOut: unknown key"
        ),
    ])
    func `in the other services`(members: String, message: String) {
        expect("4: providers.mine." + message, members)
    }

    @Test(
        arguments: [
            (nil, "the environment variable GW is not set; set it (export GW=…) and run again"),
            ("", "the environment variable GW is empty"),
            (
                "a\nb",
                "the environment variable GW holds a line break or another control character, which no header can have"
            ),
        ] as [(String?, String)]
    )
    func `in a variable`(value: String?, message: String) throws {
        let settings = try GatewayEntry.settings(
            "send: { \(Self.send), body: '{{text}}', headers: {\n'X-Key': '${GW}' } }"
        )
        let error = #expect(throws: ConfigurationError.self) {
            try settings.account(environment: value.map { ["GW": $0] } ?? [:])
        }
        #expect(error?.description == "c:5: providers.mine.send.headers.X-Key: " + message)
    }

    private func expect(_ message: String, _ members: String) {
        let error = #expect(throws: ConfigurationError.self) { try GatewayEntry.settings(members) }
        #expect(
            error?.description.contains(message) == true,
            "\(error?.description ?? "nothing thrown")"
        )
        #expect(error?.line != nil)
    }
}
