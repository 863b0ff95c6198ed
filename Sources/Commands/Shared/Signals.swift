// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Dispatch
import Lists
import TerminalKit

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Turns the signals that end a program into the wish to end a run in order.
///
/// The first SIGINT, SIGTERM or SIGHUP throws the switch: what is in flight is finished. The second
/// leaves at once.
struct SignalWatch: Sendable {
    private static let watched = [SIGINT, SIGTERM, SIGHUP]

    private let stop: StopSwitch
    /// Tells the user that the first signal was seen.
    private let announce: @Sendable () -> Void

    /// A watch that says nothing.
    init(stop: StopSwitch) { self.init(stop: stop) {} }

    /// A watch that says on standard error what the first signal means for what is under way.
    init(
        stop: StopSwitch, saying words: String = "what is in flight is being finished",
        in context: CommandContext
    ) {
        self.init(stop: stop) {
            context.console.write("\nStopping: \(words). Once more leaves at once.\n", to: .error)
        }
    }

    private init(stop: StopSwitch, announce: @escaping @Sendable () -> Void) {
        (self.stop, self.announce) = (stop, announce)
    }

    /// Watches until the task is cancelled.
    func run() async {
        let (signals, continuation) = AsyncStream<Int32>.makeStream()
        let watched = Self.watched.filter { !Self.isIgnored($0) }
        let sources = watched.map { number in
            // On Linux a dispatch source puts a handler of its own in this place, and leaves it
            // there for the next one.
            if Self.hasDefaultAction(number) { signal(number, SIG_IGN) }
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield(number) }
            source.resume()
            return source
        }
        defer {
            sources.forEach { $0.cancel() }
            #if canImport(Darwin)
            // A later watch of the same program must not take them for ignored from the start.
            for number in watched { signal(number, SIG_DFL) }
            #endif
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

    /// Does something during which signals end the program at once, as they do before anything was
    /// watched.
    ///
    /// What a dispatch source leaves behind on Linux would swallow them while a person is asked;
    /// the next watch needs it again, though. A signal that was ignored from the start stays
    /// ignored.
    static func suspended<Result>(
        _ body: () throws(CommandFailure) -> Result
    ) throws(CommandFailure) -> Result {
        let saved = watched.filter { !isIgnored($0) }.map { number in
            var action = sigaction()
            sigaction(number, nil, &action)
            signal(number, SIG_DFL)
            return (number, action)
        }
        defer {
            for (number, action) in saved {
                var action = action
                sigaction(number, &action, nil)
            }
        }
        return try body()
    }

    /// Whether the program was started with the signal ignored, as `nohup` does with SIGHUP: then
    /// it stays ignored.
    private static func isIgnored(_ number: Int32) -> Bool {
        action(number) == address(of: SIG_IGN)
    }

    private static func hasDefaultAction(_ number: Int32) -> Bool {
        action(number) == address(of: SIG_DFL)
    }

    /// What happens at a signal, as a number: function pointers cannot be compared otherwise.
    private static func action(_ number: Int32) -> Int? {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return nil }
        #if canImport(Darwin)
        return address(of: action.__sigaction_u.__sa_handler)
        #else
        return address(of: action.__sigaction_handler.sa_handler)
        #endif
    }

    private static func address(of handler: (@convention(c) (Int32) -> Void)?) -> Int {
        unsafeBitCast(handler, to: Int.self)
    }
}

/// The system's limit on the files that the process may have open at once.
enum OpenFileLimit {
    /// More is never asked for: it covers the widest configuration several times, and some
    /// libraries walk over all numbers.
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

/// The files into which the system writes a crashed program's memory.
package enum CoreDumps {
    /// Allows none, for good: the memory holds credentials and numbers.
    ///
    /// `PR_SET_DUMPABLE` would go further, but takes `/dev/stdin` and `<(…)` away from whoever is
    /// not root: what lies below `/proc/self` is root's then (proc(5)).
    package static func forbid() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        _ = setrlimit(resource, &none)
    }

    #if canImport(Darwin)
    private static let resource = RLIMIT_CORE
    #else
    private static let resource = __rlimit_resource_t(RLIMIT_CORE.rawValue)
    #endif
}
