// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import HTTP
import Pacing
import TestSupport
import Testing

/// The last look at a request, when its connection stands.
@Suite(.timeLimit(.minutes(1))) struct HeldRequestTests {
    /// Answers a question by turns, and counts how often it was asked.
    private final class Looks: Sendable {
        private let answers: Guarded<[Bool]>
        private let counts = Guarded((asked: 0, allowed: 0))

        /// After these answers it is yes for ever.
        init(_ answers: [Bool]) { self.answers = Guarded(answers) }

        var asked: Int { counts.withLock { $0.asked } }
        var allowed: Int { counts.withLock { $0.allowed } }

        func look() -> Bool {
            let answer = answers.withLock { $0.isEmpty ? true : $0.removeFirst() }
            counts.withLock { counts in
                counts.asked += 1
                if answer { counts.allowed += 1 }
            }
            return answer
        }
    }

    private static let held = TransportFailure.held

    /// The status of a request's answer, or the failure.
    private func outcome(
        of request: HTTPRequest, _ looks: Looks, _ transport: CurlTransport
    ) async -> Result<Int, TransportFailure> {
        do throws(TransportFailure) {
            return .success(try await transport.send(request) { looks.look() }.status)
        } catch { return .failure(error) }
    }

    private func server(_ seen: Journal<String>) throws -> RawServer {
        try RawServer { connection in
            while let request = connection.readRequest() {
                seen.append(request)
                connection.answer()
            }
        }
    }

    @Test(arguments: [HTTPRequest.Method.get, .post], 1...3)
    func `a request that is held back does not leave, and its connection is kept for the next`(
        method: HTTPRequest.Method, times: Int
    ) async throws {
        let seen = Journal<String>()
        let server = try server(seen)
        defer { server.stop() }
        let looks = Looks(Array(repeating: false, count: times))
        let request = HTTPRequest(
            method: method, url: server.url(), body: method == .post ? Array("text".utf8) : [],
            timeout: .seconds(50))
        try await withTransport { transport in
            for _ in 0..<times {
                #expect(await outcome(of: request, looks, transport) == .failure(Self.held))
            }
            #expect(seen.entries.isEmpty)
            #expect(await outcome(of: request, looks, transport) == .success(200))
            #expect(await outcome(of: request, looks, transport) == .success(200))
        }
        #expect(seen.entries.count == 2 && looks.asked == times + 2)
        // A POST uses no connection that was idle for two seconds, as on a busy machine.
        #expect(method == .post || server.connectionCount == 1)
    }

    @Test(.enabled(if: TLSServer.isAvailable), arguments: ["h2", "http/1.1"])
    func `over TLS, too, nothing of a held request is sent`(language: String) async throws {
        let server = try TLSServer(options: ["-alpn", language])
        defer { server.stop() }
        let looks = Looks([false, false])
        let request = HTTPRequest(
            method: .post, url: try await server.url(), body: Array("the-text".utf8),
            timeout: .seconds(50), caFile: server.caFile)
        try await withTransport { transport in
            for _ in 0..<2 {
                #expect(await outcome(of: request, looks, transport) == .failure(Self.held))
            }
            #expect(!server.output.text.contains("the-text"))
            async let last = outcome(of: request, looks, transport)
            await server.output.wait(for: "the-text")
            server.kill()
            guard case .failure(let failure) = await last else { return }
            #expect(failure.certainty == .mayHaveBeenSent)
        }
        let parts = server.output.text.split(
            separator: "the-text", omittingEmptySubsequences: false)
        #expect(parts.count == 2 && looks.asked == 3)
    }

    @Test func `nobody is asked about a request whose connection never stands`() async throws {
        let release = DispatchSemaphore(value: 0)
        let server = try RawServer { _ in release.wait() }
        defer {
            release.signal()
            server.stop()
        }
        let looks = Looks([])
        let request = HTTPRequest.post(
            server.url(scheme: "https"), "text", timeout: .milliseconds(300))
        let result = try await withTransport { await outcome(of: request, looks, $0) }
        guard case .failure(let failure) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(failure.certainty == .notSent && looks.asked == 0)
    }

    @Test func `a GET that libcurl repeats by itself is asked about again`() async throws {
        let seen = Journal<String>()
        let server = try RawServer { connection in
            while let request = connection.readRequest() {
                seen.append(request)
                if seen.entries.count == 2 { return }
                connection.answer()
            }
        }
        defer { server.stop() }
        let looks = Looks([true, true, false])
        try await withTransport { transport in
            #expect(await outcome(of: .get(server.url()), looks, transport) == .success(200))
            guard case .failure(let failure) = await outcome(
                of: .get(server.url()), looks, transport)
            else {
                Issue.record("it was sent a third time")
                return
            }
            #expect(failure.certainty == .mayHaveBeenSent && failure.kind == .connectionLost)
        }
        #expect(seen.entries.count == 2 && looks.allowed == 2)
    }

    @Test func `nobody is asked while a proxy's tunnel leads nowhere`() async throws {
        let heads = Journal<String>()
        let proxy = try RawServer { connection in
            while let head = connection.readHead() {
                heads.append(head)
                connection.write("HTTP/1.1 200 Connection established\r\n\r\n")
            }
        }
        defer { proxy.stop() }
        let configuration = CurlTransport.Configuration(proxy: proxy.url())
        let request = HTTPRequest.post("https://example.invalid/", "text", timeout: .seconds(1))
        let looks = Looks([false])
        let result = try await withTransport(configuration) {
            await outcome(of: request, looks, $0)
        }
        // The tunnel stands, and no handshake follows.
        guard case .failure(let failure) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(failure.certainty == .notSent && looks.asked == 0)
    }

    /// Lets requests set out at their slots while the way to the server is blocked, and then opens
    /// it: they all come to the last look at once.
    @Test(arguments: [(10.0, 20), (100, 30)])
    func `requests that were held up on their way leave one by one`(
        rate: Double, count: Int
    ) async throws {
        let seen = Journal<String>()
        let server = try server(seen)
        defer { server.stop() }
        let time = ManualTime()
        let limiter = RateLimiter(Pace(ratePerSecond: rate), time: time)
        let (isBlocked, release) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        try await withTransport { transport in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    let request = HTTPRequest.get(server.url("/block"), timeout: .seconds(50))
                    _ = try await transport.send(request) {
                        isBlocked.signal()
                        release.wait()
                        return true
                    }
                }
                await offloaded { isBlocked.wait() }
                let setOut = Journal<Int>()
                for number in 0..<count {
                    group.addTask {
                        var slot = limiter.reserve()
                        while true {
                            let look = LastLook(limiter, try await limiter.wait(for: slot)) { true }
                            setOut.append(number)
                            do throws(TransportFailure) {
                                let request = HTTPRequest.post(
                                    server.url(), "text", timeout: .seconds(50))
                                _ = try await transport.send(request) { look.mayLeave() }
                                return
                            } catch {
                                guard error.kind == .held else { throw error }
                                slot = look.slot
                            }
                        }
                    }
                }
                while setOut.entries.count < count {
                    while setOut.entries.count + time.sleeperCount < count { await Task.yield() }
                    if let next = time.nextDeadline { time.advance(to: next) }
                }
                time.advance(by: .seconds(2))
                release.signal()
                let begin = time.now
                while true {
                    // Whoever has not left sleeps for its slot, and the clock stands still.
                    while seen.entries.count - 1 + time.sleeperCount < count { await Task.yield() }
                    let left = seen.entries.count - 1
                    let passed = (time.now - begin) / .seconds(1)
                    #expect(Double(left) <= rate * (passed + 0.05) + 1 + 1e-6)
                    guard left < count, let next = time.nextDeadline else { break }
                    time.advance(to: next)
                }
                try await group.waitForAll()
            }
        }
        #expect(seen.entries.count == count + 1)
        #expect(time.now < .seconds(1_003) + .seconds(Double(2 * count) / rate))
    }

    /// Waits on a thread that no task needs.
    private func offloaded(_ body: @escaping @Sendable () -> Void) async {
        await withCheckedContinuation { continuation in
            Thread {
                body()
                continuation.resume()
            }.start()
        }
    }
}
