// SPDX-License-Identifier: Apache-2.0

/// Why a message request is no message, in words as Plivo uses them.
enum SendRefusal: Error, Hashable, CustomStringConvertible {
    case contentType
    case body
    case senderMissing
    case sender
    case destinationMissing
    case destination
    case severalDestinations
    case sameNumber
    case textMissing
    case textTooLong
    case messageType
    case expiry

    var description: String {
        switch self {
        case .contentType: "the Content-Type must be application/json"
        case .body: "the request body is not a JSON object of the documented fields"
        case .senderMissing: "exactly one of src and powerpack_uuid must be given"
        case .sender: "src parameter is not valid: this caller ID is not allowed for outbound message"
        case .destinationMissing: "dst parameter is missing"
        case .destination: "dst parameter is not a valid phone number"
        case .severalDestinations: "dst parameter names several numbers; the sandbox takes one a request"
        case .sameNumber: "destination number cannot be same as source number"
        case .textMissing: "text parameter is missing"
        case .textTooLong: "text parameter is too long"
        case .expiry: "message_expiry parameter must be a whole number of seconds from 5 to 10799"
        case .messageType: "type parameter must be sms"
        }
    }
}
