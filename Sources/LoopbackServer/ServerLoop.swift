// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The server's one thread: waits for sockets and timers, reads, asks the handler, writes.
///
/// All state belongs to the thread that calls ``run()``; the only way in is a byte in the wake
/// pipe, which ends it.
final class ServerLoop {
    private let listener: Int32
    private let wake: Int32
    private let handler: LoopbackServer.Handler
    private let clock = ContinuousClock()
    private var connections: [Int32: Connection] = [:]
    private var descriptors: [Int: Int32] = [:]
    private var timers = TimerHeap()
    private var polls: [pollfd] = []
    private var lastID = 0
    /// Set while the process has no descriptor left for another connection.
    private var acceptsAgainAt: ContinuousClock.Instant?
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)

    /// How long an ended connection waits for its client to have read the answer.
    private static let lingering = Duration.seconds(1)

    /// Takes over the listener and the reading end of the wake pipe.
    init(listener: Int32, wake: Int32, handler: @escaping LoopbackServer.Handler) {
        self.listener = listener
        self.wake = wake
        self.handler = handler
    }

    deinit { buffer.deallocate() }

    /// Serves until the wake pipe has a byte, then closes everything.
    func run() {
        while turn() {}
        for connection in Array(connections.values) { end(connection) }
        Socket.hangUp(listener)
        Socket.shut(wake)
    }

    private func turn() -> Bool {
        gather()
        let count = poll(&polls, nfds_t(polls.count), timeout())
        // EINTR and ENOMEM pass; nothing is ready then.
        guard count >= 0 else { return true }
        guard polls[0].revents == 0 else { return false }
        // Connections before the listener: a descriptor that is closed here may be given out again
        // there.
        for index in 2..<polls.count where polls[index].revents != 0 {
            guard let connection = connections[polls[index].fd] else { continue }
            serve(connection, events: Int32(polls[index].revents))
        }
        fire()
        if polls[1].revents != 0 { acceptAll() }
        return true
    }

    private func gather() {
        polls.removeAll(keepingCapacity: true)
        polls.append(pollfd(fd: wake, events: Int16(POLLIN), revents: 0))
        polls.append(
            pollfd(fd: acceptsAgainAt == nil ? listener : -1, events: Int16(POLLIN), revents: 0))
        for (descriptor, connection) in connections {
            let events = (connection.wantsInput ? POLLIN : 0) | (connection.hasOutput ? POLLOUT : 0)
            polls.append(pollfd(fd: descriptor, events: Int16(events), revents: 0))
        }
    }

    /// The time to the next deadline in milliseconds, rounded up; -1 waits for ever.
    private func timeout() -> Int32 {
        guard let next = [timers.next, acceptsAgainAt].compactMap(\.self).min() else { return -1 }
        let rest = max(.zero, clock.now.duration(to: next)).components
        let milliseconds =
            rest.seconds * 1000 + (rest.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return Int32(clamping: milliseconds)
    }

    private func acceptAll() {
        while true {
            let (accepted, isExhausted) = Socket.accept(from: listener)
            if isExhausted { acceptsAgainAt = clock.now + .milliseconds(50) }
            guard let descriptor = accepted else { return }
            lastID += 1
            connections[descriptor] = Connection(id: lastID, descriptor: descriptor)
            descriptors[lastID] = descriptor
        }
    }

    private func fire() {
        let now = clock.now
        if let time = acceptsAgainAt, time <= now { acceptsAgainAt = nil }
        while let timer = timers.takeDue(at: now) {
            guard let descriptor = descriptors[timer.connection],
                let connection = connections[descriptor], connection.serial == timer.serial
            else { continue }
            due(connection)
        }
    }

    private func due(_ connection: Connection) {
        guard let (reply, head) = connection.held else { return end(connection) }
        connection.held = nil
        connection.phase = .reading
        deliver(reply, to: head, on: connection)
        advance(connection)
    }

    private func serve(_ connection: Connection, events: Int32) {
        if events & Int32(POLLERR | POLLNVAL) != 0 { return end(connection) }
        if events & Int32(POLLIN | POLLHUP) != 0 { read(connection) }
        advance(connection)
    }

    private func read(_ connection: Connection) {
        guard connection.wantsInput else { return end(connection) }
        switch Socket.read(from: connection.descriptor, into: buffer) {
        case .bytes(let count):
            connection.receive(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        case .wouldBlock: break
        case .ended: connection.inputEnded = true
        }
    }

    /// Answers every request that can be answered now, and writes.
    private func advance(_ connection: Connection) {
        while connection.phase == .reading, step(connection) {}
        guard connection.phase != .closed else { return }
        guard connection.flush() else { return end(connection) }
        if connection.inputEnded, !connection.hasOutput, connection.held == nil {
            return end(connection)
        }
        if connection.phase == .finishing, !connection.hasOutput { linger(connection) }
    }

    private func step(_ connection: Connection) -> Bool {
        switch connection.parser.next() {
        case .needsMore: return false
        case .expectsContinue: connection.queue(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
        case .request(let head, let body): answer(head, body, on: connection)
        case .refused(let refusal):
            connection.queue(
                ServerReply(status: refusal.rawValue).encoded(isHead: false, closes: true))
            connection.phase = .finishing
        }
        return true
    }

    private func answer(_ head: RequestHead, _ body: [UInt8], on connection: Connection) {
        let now = clock.now
        let target = Target(head.target)
        let request = ServerRequest(
            method: head.method, target: head.target, path: target.path, query: target.query,
            headers: head.headers, body: body, connection: connection.id, receivedAt: now)
        let reply = handler(request)
        guard reply.delay > .zero else { return deliver(reply, to: head, on: connection) }
        connection.phase = .waiting
        connection.held = (reply, head)
        schedule(connection, at: now + reply.delay)
    }

    private func deliver(_ reply: ServerReply, to head: RequestHead, on connection: Connection) {
        switch reply.behaviour {
        case .hangUp: end(connection)
        case .never: connection.phase = .waiting
        case .answer where head.keepsAlive:
            connection.queue(reply.encoded(isHead: head.method == "HEAD", closes: false))
        case .answer, .closeAfter, .truncate:
            connection.queue(reply.encoded(isHead: head.method == "HEAD", closes: true))
            connection.phase = .finishing
        }
    }

    private func linger(_ connection: Connection) {
        Socket.finishWriting(to: connection.descriptor)
        connection.phase = .lingering
        schedule(connection, at: clock.now + Self.lingering)
    }

    private func schedule(_ connection: Connection, at deadline: ContinuousClock.Instant) {
        timers.add(
            .init(deadline: deadline, connection: connection.id, serial: connection.beginWait()))
    }

    private func end(_ connection: Connection) {
        guard connection.phase != .closed else { return }
        connection.phase = .closed
        connections[connection.descriptor] = nil
        descriptors[connection.id] = nil
        Socket.hangUp(connection.descriptor)
    }
}

/// The times at which connections want to be looked at again, the earliest first.
///
/// A binary heap: adding and taking cost the logarithm of the count, and a timer that is no longer
/// wanted is not searched for but told by its serial number when it comes up.
struct TimerHeap {
    /// One wish.
    struct Timer: Equatable {
        let deadline: ContinuousClock.Instant
        let connection: Int
        let serial: Int
    }

    private var timers: [Timer] = []

    /// The earliest deadline.
    var next: ContinuousClock.Instant? { timers.first?.deadline }

    mutating func add(_ timer: Timer) {
        timers.append(timer)
        var child = timers.count - 1
        while child > 0, timers[child].deadline < timers[(child - 1) / 2].deadline {
            timers.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Takes the earliest timer if its time has come.
    mutating func takeDue(at now: ContinuousClock.Instant) -> Timer? {
        guard let first = timers.first, first.deadline <= now else { return nil }
        timers.swapAt(0, timers.count - 1)
        timers.removeLast()
        sink()
        return first
    }

    private mutating func sink() {
        var parent = 0
        while let child = earlierChild(of: parent), timers[child].deadline < timers[parent].deadline
        {
            timers.swapAt(child, parent)
            parent = child
        }
    }

    private func earlierChild(of parent: Int) -> Int? {
        let left = 2 * parent + 1
        guard left < timers.count else { return nil }
        let right = left + 1
        return right < timers.count && timers[right].deadline < timers[left].deadline ? right : left
    }
}
