// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation

/// A small HTTP/1.1 server for this machine only: the practice provider, and the other end of the
/// tests.
///
/// It listens on 127.0.0.1 and on nothing else. One thread serves all connections: no answer waits
/// for another, and the handler is called for one request at a time, in order of arrival.
package final class LoopbackServer: Sendable {
    /// Answers a request.
    ///
    /// It runs on the server's thread: while it computes, nobody else is served, so it must not
    /// wait; a slow answer is a reply with a delay.
    package typealias Handler = @Sendable (ServerRequest) -> ServerReply

    package let port: UInt16
    /// The writing end of the wake pipe, until the server is stopped.
    private let wake: Guarded<Int32?>
    private let ended = DispatchSemaphore(value: 0)

    private init(port: UInt16, wake: Int32) {
        self.port = port
        self.wake = Guarded(wake)
    }

    deinit { stop() }

    /// Starts a server; when this returns, clients can connect.
    ///
    /// - Parameters:
    ///   - port: The port to listen on; 0 takes any free one.
    ///   - handler: Answers the requests.
    /// - Returns: The server, listening.
    /// - Throws: Where the port cannot be had.
    package static func start(
        port: UInt16 = 0, handler: @escaping Handler
    ) throws(LoopbackServerError) -> LoopbackServer {
        let (listener, boundPort) = try Socket.listen(on: port)
        let pipe: (reading: Int32, writing: Int32)
        do { pipe = try Socket.makePipe() } catch {
            Socket.shut(listener)
            throw error
        }
        let server = LoopbackServer(port: boundPort, wake: pipe.writing)
        let ended = server.ended
        let thread = Thread {
            ServerLoop(listener: listener, wake: pipe.reading, handler: handler).run()
            ended.signal()
        }
        thread.name = "loopback-server"
        thread.start()
        return server
    }

    /// The address for clients, without a path: `http://127.0.0.1:8080`.
    package var baseURL: String { "http://127.0.0.1:\(port)" }

    /// Closes every connection and the port, and returns when that is done.
    ///
    /// Stopping twice does no harm. It waits for the server's thread, so a handler must not call
    /// it.
    package func stop() {
        let descriptor = wake.withLock { wake in
            defer { wake = nil }
            return wake
        }
        guard let descriptor else { return }
        Socket.wake(descriptor)
        ended.wait()
        Socket.shut(descriptor)
    }
}

/// Why a server could not begin to listen.
package enum LoopbackServerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Another program listens on the port.
    case portInUse(UInt16)
    /// The system keeps the port (below 1024) for its administrator.
    case portNotPermitted(UInt16)
    /// A system call failed for another reason.
    case system(call: String, reason: String)

    /// A sentence that says what to do.
    package var description: String {
        switch self {
        case .portInUse(let port):
            "port \(port) on 127.0.0.1 is in use by another program; choose another port, or 0 for "
                + "any free one"
        case .portNotPermitted(let port):
            "port \(port) on 127.0.0.1 may not be used without administrator rights; choose one "
                + "above 1023"
        case .system(let call, let reason): "cannot open a server on 127.0.0.1: \(call): \(reason)"
        }
    }
}
