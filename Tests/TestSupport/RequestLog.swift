// SPDX-License-Identifier: Apache-2.0

import LoopbackServer
import Basics

/// What the server's thread and the test share.
final class RequestLog: Sendable {
    private struct Values {
        var requests: [ServerRequest] = []
        var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let values = Guarded(Values())

    var requests: [ServerRequest] { values.withLock { $0.requests } }

    /// Adds a request and returns its number.
    func record(_ request: ServerRequest) -> Int {
        let (index, ready) = values.withLock { values in
            values.requests.append(request)
            let count = values.requests.count
            let ready = values.waiters.filter { $0.count <= count }
            values.waiters.removeAll { $0.count <= count }
            return (count - 1, ready)
        }
        for waiter in ready { waiter.continuation.resume() }
        return index
    }

    func await(_ count: Int, _ continuation: CheckedContinuation<Void, Never>) {
        let isThere = values.withLock { values in
            if values.requests.count >= count { return true }
            values.waiters.append((count, continuation))
            return false
        }
        if isThere { continuation.resume() }
    }
}
