// SPDX-License-Identifier: Apache-2.0

import class Foundation.Thread

/// Sends requests with libcurl: all connections live on one event thread, callers await their answers.
///
/// A POST is handed to a server once at most: libcurl, which repeats a request by itself when a reused connection turns out
/// dead, is kept from it. Redirects are not followed, no cookie is kept. Plain HTTP goes to loopback addresses only and never
/// through a proxy; certificates are always verified.
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
            EventLoop(inbox: inbox, configuration: configuration).run()
            inbox.stopped()
        }
        thread.name = "sms-campaign.http"
        thread.start()
    }

    deinit {
        inbox?.close()
    }

    /// Sends the request once, and returns the answer whatever its status.
    ///
    /// Cancelling the task ends the request at once, with a failure that says whether it may have been sent; a request that
    /// ``HTTPRequest/survivesCancellation`` is finished all the same.
    package func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        let order = try Order(checking: request)
        guard let inbox else { throw .noDescriptors }
        // Without this the event thread may open a connection between the start and the cancellation.
        if Task.isCancelled, !request.survivesCancellation { throw .cancelled(order.destination, hasBegun: false) }
        let id = inbox.newID()
        let result =
            if request.survivesCancellation {
                await start(order, id, in: inbox)
            } else {
                await withTaskCancellationHandler {
                    await start(order, id, in: inbox)
                } onCancel: {
                    _ = inbox.post(.cancel(id: id))
                }
            }
        return try result.get()
    }

    private func start(_ order: Order, _ id: UInt64, in inbox: Inbox) async -> Result<HTTPResponse, TransportFailure> {
        await withCheckedContinuation { reply in
            guard inbox.post(.start(id: id, order, reply)) else {
                return reply.resume(returning: .failure(.notRunning(order.destination)))
            }
            // The handler may have run before the command was in: then its own command came too early.
            if Task.isCancelled, !order.request.survivesCancellation { _ = inbox.post(.cancel(id: id)) }
        }
    }

    /// Fails what is under way, closes all connections and ends the event thread; further requests fail.
    package func shutDown() async {
        await inbox?.closeAndWait()
    }
}
