// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A value that only one thread at a time can reach: the standard library's `Mutex`, made visible
/// to the thread sanitizer.
///
/// On Linux `Mutex` waits on a futex inside the standard library, which is not instrumented, so the
/// sanitizer (Swift 6.3) misses that one owner's work happens before the next one's and reports a
/// race for every contended lock. The atomic that each owner reads first and writes last says the
/// same once more, in code that the sanitizer sees. It costs about a nanosecond.
package struct Guarded<Value: ~Copyable>: ~Copyable, Sendable {
    private let mutex: Mutex<Value>
    private let order = Atomic<UInt8>(0)

    /// Takes over a value.
    package init(_ value: consuming sending Value) { mutex = Mutex(value) }

    /// Calls a closure with the value while nobody else has it.
    ///
    /// Short and synchronous work only: waiting threads block. Asking for the same value again
    /// inside is a deadlock.
    package borrowing func withLock<Result: ~Copyable, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        try mutex.withLock { (value) throws(Failure) -> sending Result in
            _ = order.load(ordering: .acquiring)
            defer { order.store(0, ordering: .releasing) }
            return try body(&value)
        }
    }
}
