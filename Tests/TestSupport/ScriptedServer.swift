// SPDX-License-Identifier: Apache-2.0

package import LoopbackServer

/// A loopback server that answers by a script and remembers every request.
package final class ScriptedServer: Sendable {
    private let server: LoopbackServer
    private let state: RequestLog

    /// Starts a server whose script is given each request with its number, from 0 in order of
    /// arrival.
    package init(_ script: @escaping @Sendable (ServerRequest, Int) -> ServerReply) throws {
        let state = RequestLog()
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
