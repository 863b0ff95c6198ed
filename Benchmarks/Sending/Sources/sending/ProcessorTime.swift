// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The processor time of this process.
enum ProcessorTime {
    /// All threads' time so far, in microseconds.
    static var microseconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
    }
}
