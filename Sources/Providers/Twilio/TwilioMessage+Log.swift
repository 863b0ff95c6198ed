// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers

extension TwilioMessage {
    /// The message as one of the log; `nil` where its id, its time or its state cannot be read.
    func logged(hiding secrets: [String]) -> LoggedMessage? {
        guard let sid, !sid.isEmpty, let created = dateCreated.flatMap({ RFC2822Date.date(parsing: $0) }),
            let delivery = delivery(hiding: secrets)
        else { return nil }
        var message = LoggedMessage(
            id: ProviderWord.tidy(sid, hiding: secrets),
            to: to.flatMap { PhoneNumber(e164: $0) },
            from: ProviderWord.tidy(from ?? "", hiding: secrets),
            acceptedAt: created,
            delivery: delivery
        )
        message.pool = service
        message.segments = segmentCount
        // With message redaction the text is kept from everybody, and the list has an empty one.
        message.text = body.flatMap { $0.isEmpty ? nil : $0 }
        return message
    }
}
