// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer
import Testing

/// One provider's language, for campaigns in which the same things happen with all of them.
struct Dialect: Sendable, CustomTestStringConvertible {
    /// What a lookup tells.
    enum Line { case mobile, landline, nobody }

    /// What becomes of a message.
    enum Fate { case accepted, refused, optedOut, unclear, badCredentials }

    /// The secret that no output may show.
    static let secret = "sec-7f3a91-never-shown"
    /// All that have one.
    ///
    /// A further provider is one file and its name here.
    static let all = [plivo, twilio, telnyx, vonage, custom]

    /// The provider's type.
    let name: String
    /// What the entry has besides its type, as members of its JSON object, given the server's
    /// address.
    let members: @Sendable (String) -> String
    /// The number that a request looks up, in E.164 form; nil for other requests.
    let lookedUpNumber: @Sendable (ServerRequest) -> String?
    /// The number that a request hands a message over for; nil for other requests.
    let recipient: @Sendable (ServerRequest) -> String?
    /// The answer to a lookup.
    let line: @Sendable (Line) -> ServerReply
    /// The answer to a message.
    let fate: @Sendable (Fate) -> ServerReply

    var testDescription: String { name }

    /// The value of a member of a JSON object.
    static func member(_ name: String, of request: ServerRequest) -> String? {
        let object = try? JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any]
        return object?[name] as? String
    }

    /// The value of a form's field.
    static func field(_ name: String, of request: ServerRequest) -> String? {
        var parts = URLComponents()
        parts.percentEncodedQuery = request.text
        return parts.queryItems?.first { $0.name == name }?.value
    }
}

extension Dialect {
    static let plivo = Dialect(
        name: "plivo",
        members: {
            #""authID": "MATESTTESTTESTTEST00", "authToken": "\#(secret)", "baseURL": "\#($0)", "#
                + #""lookupBaseURL": "\#($0)""#
        },
        lookedUpNumber: { $0.lookedUpNumber },
        recipient: { $0.message?.number },
        line: { line in
            switch line {
            case .mobile: .json(#"{"api_id": "a", "carrier": {"type": "mobile"}}"#)
            case .landline: .json(#"{"api_id": "a", "carrier": {"type": "fixed"}}"#)
            case .nobody:
                .json(
                    #"{"api_id": "a", "error_code": 404, "message": "does not exist"}"#,
                    status: 404
                )
            }
        },
        fate: { fate in
            switch fate {
            case .accepted: .json(#"{"api_id": "a", "message_uuid": ["id-1"]}"#, status: 202)
            case .refused:
                .json(#"{"api_id": "a", "error": "dst parameter not valid"}"#, status: 400)
            case .optedOut:
                .json(#"{"api_id": "a", "error": "recipient has opted out"}"#, status: 400)
            case .unclear: .json(#"{"api_id": "a", "error": "internal"}"#, status: 500)
            case .badCredentials: .json(#"{"api_id": "a", "error": "no: \#(secret)"}"#, status: 401)
            }
        }
    )
}

extension Dialect {
    static let twilio = Dialect(
        name: "twilio",
        members: { base in
            """
            "accountSID": "AC0123456789abcdef0123456789abcdef", "authToken": "\(secret)",
            "baseURL": "\(base)", "lookupBaseURL": "\(base)"
            """
        },
        lookedUpNumber: { request in
            let prefix = "/v2/PhoneNumbers/"
            return request.path.hasPrefix(prefix)
                ? String(request.path.dropFirst(prefix.count)) : nil
        },
        recipient: { $0.path.hasSuffix("/Messages.json") ? field("To", of: $0) : nil },
        line: { line in
            switch line {
            case .mobile: .json(#"{"valid": true, "line_type_intelligence": {"type": "mobile"}}"#)
            case .landline:
                .json(#"{"valid": true, "line_type_intelligence": {"type": "landline"}}"#)
            case .nobody: .json(#"{"valid": false, "validation_errors": ["TOO_SHORT"]}"#)
            }
        },
        fate: { fate in
            switch fate {
            case .accepted: .json(#"{"sid": "id-1", "status": "queued"}"#, status: 201)
            case .refused:
                .json(
                    #"{"code": 21614, "message": "not a mobile number", "status": 400}"#,
                    status: 400
                )
            case .optedOut:
                .json(#"{"code": 21610, "message": "unsubscribed", "status": 400}"#, status: 400)
            case .unclear:
                .json(#"{"code": 20500, "message": "internal", "status": 500}"#, status: 500)
            case .badCredentials:
                .json(#"{"code": 20003, "message": "no: \#(secret)", "status": 401}"#, status: 401)
            }
        }
    )
}

extension Dialect {
    static let telnyx = Dialect(
        name: "telnyx",
        members: { #""apiKey": "\#(secret)", "baseURL": "\#($0)", "lookupBaseURL": "\#($0)""# },
        lookedUpNumber: { request in
            let prefix = "/v2/number_lookup/"
            return request.path.hasPrefix(prefix)
                ? String(request.path.dropFirst(prefix.count)) : nil
        },
        recipient: { $0.path == "/v2/messages" ? member("to", of: $0) : nil },
        line: { line in
            switch line {
            case .mobile: .json(#"{"data": {"valid_number": true, "carrier": {"type": "mobile"}}}"#)
            case .landline:
                .json(#"{"data": {"valid_number": true, "carrier": {"type": "fixed line"}}}"#)
            case .nobody: .json(#"{"data": {"valid_number": false, "carrier": null}}"#)
            }
        },
        fate: { fate in
            switch fate {
            case .accepted: .json(#"{"data": {"id": "id-1", "errors": []}}"#)
            case .refused: telnyxError("40310", "invalid 'to' address", status: 400)
            case .optedOut: telnyxError("40300", "blocked due to STOP message", status: 400)
            case .unclear: telnyxError("10007", "unexpected error", status: 500)
            case .badCredentials: telnyxError("10009", "no: \(secret)", status: 401)
            }
        }
    )

    private static func telnyxError(_ code: String, _ detail: String, status: Int) -> ServerReply {
        .json(
            #"{"errors": [{"code": "\#(code)", "title": "said", "detail": "\#(detail)"}]}"#,
            status: status
        )
    }
}

extension Dialect {
    static let vonage = Dialect(
        name: "vonage",
        members: {
            #""apiKey": "a1b2c3d4", "apiSecret": "\#(secret)", "baseURL": "\#($0)", "#
                + #""lookupBaseURL": "\#($0)""#
        },
        lookedUpNumber: { request in
            request.path == "/ni/standard/json" ? request[query: "number"].map { "+" + $0 } : nil
        },
        recipient: { $0.path == "/sms/json" ? field("to", of: $0).map { "+" + $0 } : nil },
        line: { line in
            switch line {
            case .mobile: .json(#"{"status": 0, "current_carrier": {"network_type": "mobile"}}"#)
            case .landline:
                .json(#"{"status": 0, "current_carrier": {"network_type": "landline"}}"#)
            case .nobody: .json(#"{"status": 5, "status_message": "Internal Error"}"#)
            }
        },
        fate: { fate in
            switch fate {
            case .accepted: vonageReceipt(#""status": "0", "message-id": "id-1""#)
            case .refused: vonageReceipt(#""status": "6", "error-text": "unroutable""#)
            case .optedOut: vonageReceipt(#""status": "7", "error-text": "number barred""#)
            case .unclear: vonageReceipt(#""status": "5", "error-text": "internal""#)
            case .badCredentials: vonageReceipt(#""status": "4", "error-text": "no: \#(secret)""#)
            }
        }
    )

    /// All is HTTP success at Vonage.
    private static func vonageReceipt(_ members: String) -> ServerReply {
        .json(#"{"message-count": "1", "messages": [{\#(members)}]}"#)
    }
}

extension Dialect {
    /// A gateway that nobody has, described by the configuration alone.
    static let custom = Dialect(
        name: "custom",
        members: { base in
            """
            "send": { "method": "POST", "url": "\(base)/sms", "headers": { "Authorization": \
            "Bearer ${SECRET}" },
              "json": { "to": "{{to}}", "text": "{{text}}" }, "messageID": "id",
              "error": { "code": "code", "message": "text" }, "optedOut": ["stop"], "fatal": \
            ["401"] },
            "lookup": { "method": "GET", "url": "\(base)/lookup/{{to}}", "lineType": "type",
              "error": { "code": "code" }, "noSuchNumber": ["nobody"] }
            """
        },
        lookedUpNumber: { request in
            let prefix = "/lookup/"
            return request.path.hasPrefix(prefix)
                ? String(request.path.dropFirst(prefix.count)) : nil
        },
        recipient: { $0.path == "/sms" ? member("to", of: $0) : nil },
        line: { line in
            switch line {
            case .mobile: .json(#"{"type": "mobile"}"#)
            case .landline: .json(#"{"type": "landline"}"#)
            case .nobody: .json(#"{"code": "nobody"}"#, status: 404)
            }
        },
        fate: { fate in
            switch fate {
            case .accepted: .json(#"{"id": "id-1"}"#)
            case .refused: .json(#"{"code": "bad", "text": "no such recipient"}"#, status: 400)
            case .optedOut: .json(#"{"code": "stop", "text": "opted out"}"#, status: 400)
            case .unclear: .json(#"{"code": "oops", "text": "internal"}"#, status: 500)
            case .badCredentials: .json(#"{"code": "no", "text": "no: \#(secret)"}"#, status: 401)
            }
        }
    )
}
