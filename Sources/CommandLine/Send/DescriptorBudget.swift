// SPDX-License-Identifier: Apache-2.0

import Campaign

/// Fits the requests in flight into the files that the system lets the program have open: a socket is one of them.
struct DescriptorBudget: Sendable, Hashable {
    /// Kept for all that is no request: lists, reports, the ledger, the standard streams, and what the system's libraries open.
    static let reserve = 64

    /// The files that may be open at once.
    let limit: Int
    /// The sockets that one request takes: two where the practice provider, at the other end, runs in the same process.
    let perRequest: Int

    /// The requests that can be in flight.
    private var places: Int { max(0, limit - Self.reserve) / perRequest }

    /// Gives the settings with both lanes as wide as there is room for, in proportion.
    ///
    /// - Throws: that there is room for none.
    func fit(_ settings: Settings) throws(CommandFailure) -> Settings {
        guard places >= 2 else {
            throw CommandFailure(
                "the system lets this program open only \(limit) files, which leaves none for connections; "
                    + "allow more (“ulimit -n 1024”) and run again"
            )
        }
        let wanted = settings.lookup.maxConcurrent + settings.send.maxConcurrent
        guard wanted > places else { return settings }
        var fitted = settings
        let lookups = settings.lookup.maxConcurrent * places / wanted
        fitted.lookup.maxConcurrent = min(max(1, lookups), places - 1)
        fitted.send.maxConcurrent = places - fitted.lookup.maxConcurrent
        return fitted
    }
}
