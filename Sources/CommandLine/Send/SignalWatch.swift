// SPDX-License-Identifier: Apache-2.0

import Campaign
import Dispatch

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Turns the signals that end a program into the wish to end a run in order.
///
/// The first SIGINT, SIGTERM or SIGHUP throws the switch: what is in flight is finished. The second leaves at once.
struct SignalWatch: Sendable {
    private static let watched = [SIGINT, SIGTERM, SIGHUP]

    let stop: StopSwitch
    /// Tells the user that the first signal was seen.
    let announce: @Sendable () -> Void

    /// Watches until the task is cancelled.
    func run() async {
        let (signals, continuation) = AsyncStream<Int32>.makeStream()
        let watched = Self.watched.filter { !Self.isIgnored($0) }
        let sources = watched.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield(number) }
            source.resume()
            return source
        }
        defer {
            sources.forEach { $0.cancel() }
            // A later watch of the same program must not take them for ignored from the start.
            for number in watched { signal(number, SIG_DFL) }
        }
        var isSecond = false
        for await number in signals {
            // Whatever else has stopped the run already: whoever asks twice does not want to wait.
            if isSecond { _exit(128 + number) }
            isSecond = true
            stop.raise(.signal(number))
            announce()
        }
    }

    /// Whether the program was started with the signal ignored, as `nohup` does with SIGHUP: then it stays ignored.
    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        #if canImport(Darwin)
        return action.__sigaction_u.__sa_handler == SIG_IGN
        #else
        // Function pointers can be compared only as numbers.
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
        #endif
    }
}
