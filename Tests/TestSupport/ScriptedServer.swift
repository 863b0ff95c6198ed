// SPDX-License-Identifier: Apache-2.0

package import LoopbackServer

/// A loopback server that answers by a script and remembers every request.
package final class ScriptedServer: Sendable {
    private let server: LoopbackServer
    private let journal: Journal<ServerRequest>

    /// Starts a server whose script is given each request with its number, from 0 in order of
    /// arrival.
    package init(_ script: @escaping @Sendable (ServerRequest, Int) -> ServerReply) throws {
        let journal = Journal<ServerRequest>()
        self.journal = journal
        server = try LoopbackServer.start { request in script(request, journal.append(request)) }
    }

    /// Starts a server that gives these replies in turn, and the last one ever after.
    package convenience init(replies: [ServerReply]) throws {
        try self.init { _, index in
            replies.isEmpty ? ServerReply(status: 500) : replies[min(index, replies.count - 1)]
        }
    }

    package var port: UInt16 { server.port }

    /// The address for clients, without a path.
    package var baseURL: String { server.baseURL }

    /// The requests so far, in order of arrival.
    package var requests: [ServerRequest] { journal.entries }

    /// Returns as soon as this many requests have arrived.
    package func waitForRequests(_ count: Int) async {
        await journal.wait(count: count)
    }

    /// Closes every connection and the port.
    package func stop() {
        server.stop()
    }
}
