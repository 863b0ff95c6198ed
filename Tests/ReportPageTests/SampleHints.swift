// SPDX-License-Identifier: Apache-2.0

@testable import ReportPage

extension PageHints {
    static let sample = PageHints(
        tryAgain: "Then try again.",
        makeSmaller: "Make it smaller.",
        drawLimit: "Draw it.",
        reasons: ["limit": "a limit"]
    )
}
