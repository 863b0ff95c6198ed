// SPDX-License-Identifier: Apache-2.0

import LoopbackServer

extension Dialect {
    static let plivo = Dialect(
        name: "plivo",
        members: {
            #""authID": "MATESTTESTTESTTEST00", "authToken": "\#(secret)", "baseURL": "\#($0)", "lookupBaseURL": "\#($0)""#
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
