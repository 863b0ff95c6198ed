// SPDX-License-Identifier: Apache-2.0

import Campaign

/// The configured sending rate, for the line in the chart.
struct SendingLimit {
    /// Messages a second; `nil` where no line can be drawn.
    let perSecond: Double?
    /// The limit in words with where it stands, or why there is no line.
    let words: String

    /// Takes the limit of a configuration.
    init(_ context: PageContext) {
        let file = Printable.text(context.file)
        guard let send = context.configuration?.send else {
            perSecond = nil
            words = "No line shows the limit, which a report does not know: --config FILE draws it."
            return
        }
        guard send.per == .message else {
            perSecond = nil
            words =
                "No line shows the limit: send.ratePerSecond in \(file) counts segments, and the bars count messages."
            return
        }
        perSecond = send.ratePerSecond
        words =
            "The line is the limit, \(Self.number(send.ratePerSecond)) a second (send.ratePerSecond in \(file)). "
            + "Bars count when messages were accepted, so one may be a little over it."
    }

    private static func number(_ rate: Double) -> String {
        rate == rate.rounded() ? Figures.count(Int(rate)) : "\(rate)"
    }
}
