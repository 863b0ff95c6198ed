// SPDX-License-Identifier: Apache-2.0

package import LoopbackServer
import Synchronization

/// A loopback server that answers by a script and remembers every request.
package final class ScriptedServer: Sendable {
    private let server: LoopbackServer
    private let state: SharedState

    /// Starts a server whose script is given each request with its number, from 0 in order of arrival.
    package init(_ script: @escaping @Sendable (ServerRequest, Int) -> ServerReply) throws {
        let state = SharedState()
        self.state = state
        server = try LoopbackServer.start { request in script(request, state.record(request)) }
    }

    /// Starts a server that gives these replies in turn, and the last one ever after.
    package convenience init(replies: [ServerReply]) throws {
        try self.init { _, index in
            replies.isEmpty ? ServerReply(status: 500) : replies[min(index, replies.count - 1)]
        }
    }

    /// The port in use.
    package var port: UInt16 { server.port }

    /// The address for clients, without a path.
    package var baseURL: String { server.baseURL }

    /// The requests so far, in order of arrival.
    package var requests: [ServerRequest] { state.requests }

    /// Returns as soon as this many requests have arrived.
    package func waitForRequests(_ count: Int) async {
        await withCheckedContinuation { state.await(count, $0) }
    }

    /// Closes every connection and the port.
    package func stop() {
        server.stop()
    }
}

/// What the server's thread and the test share.
private final class SharedState: Sendable {
    private struct Values {
        var requests: [ServerRequest] = []
        var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let values = Mutex(Values())

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
