// SPDX-License-Identifier: Apache-2.0

import LoopbackServer

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
