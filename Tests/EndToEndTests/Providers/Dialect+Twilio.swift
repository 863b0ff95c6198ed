// SPDX-License-Identifier: Apache-2.0

import LoopbackServer

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
