// SPDX-License-Identifier: Apache-2.0

/// Turns a message of Telnyx's into a report of its delivery.
struct TelnyxDelivery {
    private let message: TelnyxMessageObject
    private let secrets: [String]

    init(_ message: TelnyxMessageObject, hiding secrets: [String]) {
        self.message = message
        self.secrets = secrets
    }

    /// The report.
    var report: DeliveryReport {
        let known = message.destination?.status.flatMap { Self.states[$0.lowercased()] }
        var report = DeliveryReport(known?.state ?? .unknown, isFinal: known?.isFinal ?? false)
        report.word = word(isKnown: known != nil, report.state)
        report.cost = message.cost?.amount
        report.currency = report.cost == nil ? nil : message.cost?.currency ?? "USD"
        report.segments = message.segments
        report.proof = report.state == .delivered ? nil : message.errors.lazy.compactMap(\.proof).first
        return report
    }

    /// The states of `to[].status`, and whether another may follow.
    private static let states: [String: (state: DeliveryState, isFinal: Bool)] = [
        "queued": (.queued, false), "sending": (.queued, false), "sent": (.sent, false),
        "delivered": (.delivered, true), "read": (.delivered, true), "delivery_failed": (.undelivered, true),
        "sending_failed": (.failed, true), "expired": (.expired, true), "delivery_unconfirmed": (.unknown, true),
    ]

    private func word(isKnown: Bool, _ state: DeliveryState) -> ProviderWord? {
        if let error = message.errors.first { return error.word(status: 200, hiding: secrets) }
        guard let status = message.destination?.status, !isKnown || state == .unknown else { return nil }
        return ProviderWord(text: status, hiding: secrets)
    }
}

extension TelnyxError {
    /// What it proves beyond its own message.
    fileprivate var proof: DeliveryReport.Proof? {
        switch meaning {
        case .landline: .landline
        case .stop where saysStop: .optedOut
        case .account(let refusal): .accountRefused(refusal)
        default: nil
        }
    }
}
