// SPDX-License-Identifier: Apache-2.0

import Campaign

/// The configured sending rate, for the line in the chart.
struct SendingLimit {
    /// Messages a second.
    let perSecond: Double
    /// The limit in words, with where it stands.
    let words: String

    /// Takes the limit of a configuration; `nil` where there is none to know.
    init?(_ context: PageContext) {
        guard let send = context.configuration?.send else { return nil }
        perSecond = send.ratePerSecond
        let number = perSecond == perSecond.rounded() ? Figures.count(Int(perSecond)) : "\(perSecond)"
        words = "\(number) a second (send.ratePerSecond in \(Printable.text(context.file)))"
    }
}
