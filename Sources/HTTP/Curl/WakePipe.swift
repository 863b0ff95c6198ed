// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A pipe by which any thread can end the event thread's waiting for its sockets.
///
/// Two plain descriptor numbers: whoever holds them must see to it that nothing is written after ``close()``.
struct WakePipe: Sendable {
    /// The end that the event thread polls.
    let reader: Int32
    private let writer: Int32

    /// Opens a pipe that never blocks and is not inherited; nil where the system has no descriptor left.
    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        (reader, writer) = (ends[0], ends[1])
    }

    /// Wakes the event thread.
    ///
    /// A full pipe is no failure: then it is awake already.
    func wake() {
        var byte: UInt8 = 1
        _ = write(writer, &byte, 1)
    }

    /// Takes what lies in the pipe, so that the next poll waits again.
    func drain() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(reader, &bytes, bytes.count) > 0 {}
    }

    /// Gives both descriptors back.
    func close() {
        for end in [reader, writer] { releaseDescriptor(end) }
    }
}

/// `close(2)`, under a name that does not collide with the method above.
private func releaseDescriptor(_ descriptor: Int32) {
    _ = close(descriptor)
}
