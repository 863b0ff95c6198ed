// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers

/// Numbers of North America that are kept for fiction: 555-0100 to 555-0199 in every area code.
enum FictionalNumbers {
    /// Returns so many different ones, or as many as there are.
    static func e164(_ count: Int) -> [String] {
        let all = (201...989).lazy.flatMap { area in (100...199).lazy.map { "+1\(area)5550\($0)" } }
        return Array(all.filter(isAmerican).prefix(count))
    }

    private static func isAmerican(_ text: String) -> Bool {
        PhoneNumber(e164: text).map {
            NumberingPlan.bundled.classify($0).lineType == .fixedLineOrMobile
        } ?? false
    }
}
