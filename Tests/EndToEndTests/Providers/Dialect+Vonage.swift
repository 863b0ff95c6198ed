// SPDX-License-Identifier: Apache-2.0

import LoopbackServer

extension Dialect {
    static let vonage = Dialect(
        name: "vonage",
        members: {
            #""apiKey": "a1b2c3d4", "apiSecret": "\#(secret)", "baseURL": "\#($0)", "lookupBaseURL": "\#($0)""#
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
