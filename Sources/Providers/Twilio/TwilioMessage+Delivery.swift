// SPDX-License-Identifier: Apache-2.0

import struct Foundation.Decimal

extension TwilioMessage {
    /// Twilio's words for what has become of a message, and whether another may follow.
    private static let states: [String: (state: DeliveryState, isFinal: Bool)] = [
        "accepted": (.queued, false), "queued": (.queued, false), "scheduled": (.queued, false),
        "sending": (.queued, false), "sent": (.sent, false),
        "delivered": (.delivered, true), "read": (.delivered, true), "partially_delivered": (.delivered, true),
        "undelivered": (.undelivered, true), "failed": (.failed, true), "canceled": (.failed, true),
    ]

    /// What has become of the message; `nil` where no state is named, as in an answer that is no message.
    func delivery(hiding secrets: [String]) -> DeliveryReport? {
        guard let status, !status.isEmpty else { return nil }
        let known = Self.states[status]
        var report = DeliveryReport(known?.state ?? .unknown, isFinal: known?.isFinal ?? false)
        let code = errorCode.flatMap { Int($0) }
        if code == TwilioErrorCode.validityExpired, report.isFinal { report.state = .expired }
        report.proof = code.flatMap { TwilioErrorCode.meaning(of: $0) }?.proof
        report.word = word(hiding: secrets) ?? (known == nil ? ProviderWord(text: status, hiding: secrets) : nil)
        report.cost = price.flatMap { DecimalText.decimal(in: $0) }.map { abs($0) }
        report.currency = report.cost == nil ? nil : currency.map { ProviderWord.tidy($0, hiding: secrets) }
        report.segments = segmentCount
        return report
    }

    /// The error in our words where its code is known: Twilio's own may change, and are often missing.
    private func word(hiding secrets: [String]) -> ProviderWord? {
        guard let errorCode, errorCode != "0" else { return nil }
        let known = Int(errorCode).flatMap { TwilioErrorCode.deliveries[$0]?.words }
        let said = errorMessage.flatMap { $0.isEmpty ? nil : $0 }
        return ProviderWord(code: errorCode, text: known ?? said ?? "error \(errorCode)", hiding: secrets)
    }
}
