// SPDX-License-Identifier: Apache-2.0

import Foundation
import PhoneNumbers

extension PlivoMessageObject {
    /// What has become of the message.
    ///
    /// - Parameter secrets: values that an answer may echo and that must not be shown.
    /// - Returns: the report, with a price as soon as there is one.
    func report(hiding secrets: [String]) -> DeliveryReport {
        var report = DeliveryReport(deliveryState, isFinal: isFinal)
        report.word = word(hiding: secrets)
        // Before a carrier has it nothing was charged yet: a 0 is no price.
        report.cost = deliveryState == .queued ? nil : amount.map { $0.magnitude }
        report.currency = report.cost == nil ? nil : "USD"
        report.segments = units.flatMap { $0 > 0 ? $0 : nil }
        report.proof = deliveryState == .delivered ? nil : errorCode.flatMap(PlivoErrorCode.proof)
        return report
    }

    /// The message as an entry of the log; `nil` where id or time cannot be read, so that nobody can tell which it is.
    func logged(hiding secrets: [String]) -> LoggedMessage? {
        guard !id.isEmpty, let date = time.flatMap(PlivoTime.date) else { return nil }
        let report = report(hiding: secrets)
        var message = LoggedMessage(
            id: ProviderWord.tidy(id, hiding: secrets),
            to: PhoneNumber(e164: recipient.hasPrefix("+") ? recipient : "+" + recipient),
            from: sender,
            acceptedAt: date,
            delivery: report
        )
        message.segments = report.segments
        return message
    }

    private var deliveryState: DeliveryState {
        switch state.lowercased() {
        case "queued": .queued
        case "sent": .sent
        case "delivered", "read": .delivered
        case "undelivered": .undelivered
        case "failed", "rejected": errorCode == PlivoErrorCode.expired ? .expired : .failed
        default: .unknown
        }
    }

    private var isFinal: Bool {
        switch deliveryState {
        case .delivered, .undelivered, .failed, .expired: true
        case .queued, .sent, .unknown: false
        }
    }

    private func word(hiding secrets: [String]) -> ProviderWord? {
        guard let errorCode else {
            return deliveryState == .unknown ? ProviderWord(text: "the state “\(state)”", hiding: secrets) : nil
        }
        let own = errorMessage.isEmpty ? "Plivo's error code \(errorCode)" : errorMessage
        return ProviderWord(code: errorCode, text: PlivoErrorCode.meaning(of: errorCode) ?? own, hiding: secrets)
    }
}
