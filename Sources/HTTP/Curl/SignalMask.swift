// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The signals that the event thread does not want to see.
enum SignalMask {
    /// Keeps a write to a broken connection from ending the process: with `CURLOPT_NOSIGNAL` libcurl leaves this to us.
    ///
    /// It holds for the calling thread, to which SIGPIPE is always directed, and for name resolution threads begun by it.
    static func blockBrokenPipe() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}
