// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The system's limit on the files that the process may have open at once.
enum OpenFileLimit {
    /// More is never asked for: it covers the widest configuration several times, and some libraries walk over all numbers.
    private static let enough: rlim_t = 16_384

    /// Raises the limit as far as it is of use and the system allows.
    ///
    /// - Returns: the limit that holds from now on.
    static func raise() -> Int {
        var limits = rlimit()
        guard getrlimit(Self.resource, &limits) == 0 else { return 256 }
        let wanted = min(limits.rlim_max, enough)
        if limits.rlim_cur < wanted {
            var raised = limits
            raised.rlim_cur = wanted
            if setrlimit(Self.resource, &raised) == 0 { limits = raised }
        }
        return Int(min(limits.rlim_cur, 1_000_000))
    }

    #if canImport(Darwin)
    private static let resource = RLIMIT_NOFILE
    #else
    private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #endif
}
