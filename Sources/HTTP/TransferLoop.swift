// SPDX-License-Identifier: Apache-2.0

import CCurl

import class Foundation.Thread

/// The event thread's own state: libcurl's multi handle and the requests under way.
///
/// No other thread ever sees it.
final class TransferLoop {
    private let inbox: Inbox
    private let configuration: CurlTransport.Configuration
    private let multi: UnsafeMutableRawPointer?
    private var running: [UInt64: Transfer] = [:]
    private var spareHandles: [EasyHandle] = []

    /// Makes the multi handle.
    ///
    /// Call it on the event thread.
    init(inbox: Inbox, configuration: CurlTransport.Configuration) {
        self.inbox = inbox
        self.configuration = configuration
        multi = CurlLibrary.isReady ? curl_multi_init() : nil
        if let multi {
            _ = ccurl_multi_set_long(
                multi, CURLMOPT_MAXCONNECTS, max(1, configuration.idleConnections))
        }
    }

    deinit {
        // Easy handles go before the multi handle whose connections they used.
        spareHandles.removeAll()
        if let multi { curl_multi_cleanup(multi) }
    }

    /// Works until the inbox is closed, then fails what is left.
    func run() {
        SignalMask.blockBrokenPipe()
        if multi == nil { inbox.close() }
        while true {
            let contents = inbox.take()
            contents.commands.forEach(obey)
            if contents.isClosed { break }
            perform()
            wait()
        }
        for transfer in Array(running.values) {
            end(
                transfer,
                .failure(.notRunning(transfer.order.destination, hasBegun: transfer.hasBegun)))
        }
    }

    private func obey(_ command: Inbox.Command) {
        switch command {
        case .start(let id, let order, let reply): start(id, order, reply: reply)
        case .cancel(let id):
            guard let transfer = running[id] else { return }
            end(
                transfer,
                .failure(.cancelled(transfer.order.destination, hasBegun: transfer.hasBegun)))
        }
    }

    private func start(_ id: UInt64, _ order: Order, reply: Inbox.Reply) {
        guard let multi, let handle = spareHandles.popLast() ?? EasyHandle() else {
            return reply.resume(returning: .failure(.notRunning(order.destination)))
        }
        do throws(CurlError) {
            let transfer = try Transfer(
                id: id, order, reply: reply, handle: handle, configuration: configuration)
            guard curl_multi_add_handle(multi, handle.pointer) == CURLM_OK else {
                throw CurlError(code: CURLE_FAILED_INIT)
            }
            running[id] = transfer
        } catch {
            reply.resume(
                returning: .failure(TransportFailure(CurlEvidence(code: error.code), order: order)))
        }
    }

    /// Lets libcurl read, write and look at its timers, and takes what has ended.
    private func perform() {
        var count: Int32 = 0
        guard let multi, curl_multi_perform(multi, &count) == CURLM_OK else { return }
        while let message = curl_multi_info_read(multi, &count) {
            // The message is libcurl's and gone once the handle is removed: everything is copied
            // out first.
            let (handle, kind, code) = (
                message.pointee.easy_handle, message.pointee.msg, message.pointee.data.result
            )
            guard kind == CURLMSG_DONE, let handle, let transfer = Transfer.from(handle: handle)
            else { continue }
            end(transfer, transfer.result(code))
        }
    }

    /// Takes a transfer out and answers its caller.
    private func end(_ transfer: Transfer, _ result: Result<HTTPResponse, TransportFailure>) {
        running[transfer.id] = nil
        transfer.leaveConnection()
        curl_multi_remove_handle(multi, transfer.handle.pointer)
        transfer.handle.reset()
        if spareHandles.count < configuration.idleConnections {
            spareHandles.append(transfer.handle)
        }
        transfer.reply.resume(returning: result)
    }

    /// Waits until a socket is ready, a timer of libcurl's is due, or there is something in the
    /// inbox.
    private func wait() {
        var wakeUp = curl_waitfd(fd: inbox.pipe.reader, events: Int16(CURL_WAIT_POLLIN), revents: 0)
        let code = curl_multi_poll(multi, &wakeUp, 1, Self.longestWait, nil)
        if wakeUp.revents != 0 { inbox.pipe.drain() }
        // Does not happen with sound descriptors; if it does, the thread must not spin.
        if code != CURLM_OK { Thread.sleep(forTimeInterval: 0.01) }
    }

    /// In milliseconds; nothing depends on it, because every event ends the wait.
    private static let longestWait: Int32 = 60_000
}

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The signals that the event thread does not want to see.
enum SignalMask {
    /// Keeps a write to a broken connection from ending the process: with `CURLOPT_NOSIGNAL`
    /// libcurl leaves this to us.
    ///
    /// It holds for the calling thread, to which SIGPIPE is always directed, and for name
    /// resolution threads begun by it.
    static func blockBrokenPipe() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}
