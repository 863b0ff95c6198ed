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
