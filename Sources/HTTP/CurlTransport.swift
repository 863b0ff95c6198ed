// SPDX-License-Identifier: Apache-2.0

import Basics
import CCurl

import class Foundation.Thread

/// Sends requests with libcurl: all connections live on one event thread, callers await their
/// answers.
///
/// A POST is handed to a server once at most: libcurl, which repeats a request by itself when a
/// reused connection turns out dead, is kept from it. Redirects are not followed, no cookie is
/// kept. Plain HTTP goes to loopback addresses only and never through a proxy; certificates are
/// always verified.
package final class CurlTransport: HTTPTransport {
    /// Nil where the system had no descriptors left for the pipe.
    private let inbox: Inbox?

    /// Starts the event thread.
    ///
    /// End it by ``shutDown()``.
    package init(configuration: Configuration = Configuration()) {
        inbox = WakePipe().map(Inbox.init(pipe:))
        guard let inbox else { return }
        let thread = Thread {
            TransferLoop(inbox: inbox, configuration: configuration).run()
            inbox.stopped()
        }
        thread.name = "sms-campaign.http"
        thread.start()
    }

    deinit { inbox?.close() }

    /// Sends the request once, and returns the answer whatever its status.
    ///
    /// Cancelling the task ends the request at once, with a failure that says whether it may have
    /// been sent; a request that ``HTTPRequest/survivesCancellation`` is finished all the same.
    package func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        try await send(request, ifAllowed: { true })
    }

    /// Sends the request once if it still may leave when its connection stands.
    ///
    /// `mayLeave` is asked on the event thread, which all requests share.
    package func send(
        _ request: HTTPRequest, ifAllowed mayLeave: @escaping @Sendable () -> Bool
    ) async throws(TransportFailure) -> HTTPResponse {
        let order = try Order(checking: request, ifAllowed: mayLeave)
        guard let inbox else { throw .noDescriptors }
        // Without this the event thread may open a connection between the start and the
        // cancellation.
        if Task.isCancelled, !request.survivesCancellation {
            throw .cancelled(order.destination, hasBegun: false)
        }
        let id = inbox.newID()
        let result =
            if request.survivesCancellation { await start(order, id, in: inbox) } else {
                await withTaskCancellationHandler {
                    await start(order, id, in: inbox)
                } onCancel: {
                    _ = inbox.post(.cancel(id: id))
                }
            }
        return try result.get()
    }

    private func start(
        _ order: Order, _ id: UInt64, in inbox: Inbox
    ) async -> Result<HTTPResponse, TransportFailure> {
        await withCheckedContinuation { reply in
            guard inbox.post(.start(id: id, order, reply)) else {
                return reply.resume(returning: .failure(.notRunning(order.destination)))
            }
            // The handler may have run before the command was in: then its own command came too
            // early.
            if Task.isCancelled, !order.request.survivesCancellation {
                _ = inbox.post(.cancel(id: id))
            }
        }
    }

    /// Fails what is under way, closes all connections and ends the event thread; further requests
    /// fail.
    package func shutDown() async { await inbox?.closeAndWait() }
}

extension CurlTransport {
    /// What holds for all requests of a transport.
    ///
    /// Verification of certificates is not among it: it is always on.
    package struct Configuration: Sendable, Hashable {
        /// The `User-Agent` header, such as `sms-campaign/0.1.0`.
        package var userAgent: String

        /// The time within which a connection must stand, TLS included, if the request's own
        /// time-out is not shorter.
        package var connectTimeout: Duration

        /// The number of idle connections that are kept open.
        package var idleConnections: Int

        /// The largest body of an answer, in bytes; larger ones are a failure of the kind
        /// `tooLarge`.
        package var largestBody: Int

        /// The proxy for requests that may use one; nil: the environment's (`HTTPS_PROXY`,
        /// `NO_PROXY`).
        package var proxy: String?

        package init(
            userAgent: String = "sms-campaign", connectTimeout: Duration = .seconds(10),
            idleConnections: Int = 64, largestBody: Int = 1 << 20, proxy: String? = nil
        ) {
            self.userAgent = userAgent
            self.connectTimeout = connectTimeout
            self.idleConnections = idleConnections
            self.largestBody = largestBody
            self.proxy = proxy
        }
    }
}

/// libcurl's state for the whole process.
enum CurlLibrary {
    /// Whether libcurl is set up; the first look at it sets it up, once, whatever thread it comes
    /// from.
    static let isReady = ccurl_global_init() == CURLE_OK
}

/// The way from any thread to the event thread: commands under a lock, and a pipe to wake it.
///
/// libcurl's handles never leave the event thread; this is all that both sides share.
final class Inbox: Sendable {
    /// Answers to one request, once.
    typealias Reply = CheckedContinuation<Result<HTTPResponse, TransportFailure>, Never>

    /// What the event thread is asked to do.
    enum Command: Sendable {
        /// Begin a request.
        case start(id: UInt64, Order, Reply)
        /// Give a request up, if it is still under way.
        case cancel(id: UInt64)
    }

    /// What lies in the inbox.
    struct Contents: Sendable {
        var commands: [Command] = []
        var isClosed = false
    }

    private struct State {
        var contents = Contents()
        var nextID: UInt64 = 0
        var hasStopped = false
        var onceStopped = WaitList<Void>()
    }

    /// The pipe that the event thread polls beside its sockets.
    let pipe: WakePipe
    private let state = Guarded(State())

    init(pipe: WakePipe) { self.pipe = pipe }

    /// A number that no other request of this transport has.
    func newID() -> UInt64 {
        state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
    }

    /// Puts a command in and wakes the event thread; false when it takes no more commands.
    func post(_ command: Command) -> Bool {
        state.withLock { state in
            guard !state.contents.isClosed else { return false }
            state.contents.commands.append(command)
            // One wake-up is enough for all that is taken at once. Under the lock, so that the pipe
            // is still open.
            if state.contents.commands.count == 1 { pipe.wake() }
            return true
        }
    }

    /// Takes all commands out, on the event thread.
    func take() -> Contents {
        state.withLock { state in
            let contents = state.contents
            state.contents.commands.removeAll()
            return contents
        }
    }

    /// Asks the event thread to stop.
    func close() {
        state.withLock { state in
            guard !state.contents.isClosed else { return }
            state.contents.isClosed = true
            pipe.wake()
        }
    }

    /// Asks the event thread to stop, and returns when it has.
    func closeAndWait() async {
        close()
        await state.wait(in: \.onceStopped) { $0.hasStopped ? () : nil }
    }

    /// The event thread's last act: gives the pipe back and lets those go on who wait for its end.
    func stopped() {
        let waiting = state.withLock { state in
            state.hasStopped = true
            pipe.close()
            return state.onceStopped.removeAll()
        }
        for continuation in waiting { continuation.resume() }
    }
}

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A pipe by which any thread can end the event thread's waiting for its sockets.
///
/// Two plain descriptor numbers: whoever holds them must see to it that nothing is written after
/// ``close()``.
struct WakePipe: Sendable {
    /// The end that the event thread polls.
    let reader: Int32
    private let writer: Int32

    /// Opens a pipe that never blocks and is not inherited; nil where the system has no descriptor
    /// left.
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
    func close() { for end in [reader, writer] { releaseDescriptor(end) } }
}

/// `close(2)`, under a name that does not collide with the method above.
private func releaseDescriptor(_ descriptor: Int32) { _ = close(descriptor) }
