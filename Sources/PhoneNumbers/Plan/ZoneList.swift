// SPDX-License-Identifier: Apache-2.0

internal import CNumberingPlan

/// A list of time zones in the compiled tables.
struct ZoneList {
    let index: Int

    /// The zones of numbers that begin with these digits, country code included: those of the longest known prefix.
    init(prefixOf digits: Digits) {
        index = PlanGraph.answer(from: UInt16(NP_ZONE_ROOT), for: digits)
    }

    init(index: Int) {
        self.index = index
    }

    /// IANA names; empty when nothing is known.
    var names: [String] {
        let starts = np_zone_list_start_table()
        let places = Int(starts[index])..<Int(starts[index + 1])
        return places.map { String(cString: np_zone_name(np_zone_list_zone_table()[$0])) }
    }
}
