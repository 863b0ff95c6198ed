// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers

/// Names the numbering plan data for `--version`.
enum NumberingPlanVersion {
    static var text: String { NumberingPlan.version }
}
