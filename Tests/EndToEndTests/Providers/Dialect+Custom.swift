// SPDX-License-Identifier: Apache-2.0

import LoopbackServer

extension Dialect {
    /// A gateway that nobody has, described by the configuration alone.
    static let custom = Dialect(
        name: "custom",
        members: { base in
            """
            "send": { "method": "POST", "url": "\(base)/sms", "headers": { "Authorization": "Bearer ${SECRET}" },
              "json": { "to": "{{to}}", "text": "{{text}}" }, "messageID": "id",
              "error": { "code": "code", "message": "text" }, "optedOut": ["stop"], "fatal": ["401"] },
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
