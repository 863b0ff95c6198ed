// SPDX-License-Identifier: Apache-2.0

import Locking

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
        var onceStopped: [CheckedContinuation<Void, Never>] = []
    }

    private struct State {
        var contents = Contents()
        var nextID: UInt64 = 0
        var hasStopped = false
    }

    /// The pipe that the event thread polls beside its sockets.
    let pipe: WakePipe
    private let state = Guarded(State())

    init(pipe: WakePipe) {
        self.pipe = pipe
    }

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
            // One wake-up is enough for all that is taken at once. Under the lock, so that the pipe is still open.
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
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if !state.hasStopped { state.contents.onceStopped.append(continuation) }
                return state.hasStopped
            }
            if isOver { continuation.resume() }
        }
    }

    /// The event thread's last act: gives the pipe back and lets those go on who wait for its end.
    func stopped() {
        let waiting = state.withLock { state in
            state.hasStopped = true
            pipe.close()
            return state.contents.onceStopped
        }
        for continuation in waiting { continuation.resume() }
    }
}
