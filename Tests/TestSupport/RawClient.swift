// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A client that puts exactly the given bytes on a loopback connection and shows exactly what comes
/// back.
///
/// It blocks, but never for longer than ten seconds.
package final class RawClient: Sendable {
    /// The client could not connect, or nothing came in time.
    package enum Failure: Error {
        case notConnected
        case noAnswer
    }

    private let descriptor: Int32

    /// Connects to a port of 127.0.0.1.
    package init(port: UInt16) throws {
        #if canImport(Glibc)
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
        descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_RCVTIMEO,
            &limit,
            socklen_t(MemoryLayout<timeval>.size)
        )
        guard Self.connect(descriptor, to: port) else { throw Failure.notConnected }
    }

    deinit {
        close(descriptor)
    }

    /// Writes bytes; a server that has hung up is not an error.
    package func send(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { buffer in
                #if canImport(Darwin)
                Darwin.send(descriptor, buffer.baseAddress, buffer.count, 0)
                #elseif canImport(Musl)
                Musl.send(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
                #else
                Glibc.send(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
                #endif
            }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    /// Says that no more will be sent.
    package func finishSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Reads until the text so far satisfies a condition.
    ///
    /// - Throws: ``Failure/noAnswer`` where the connection ends or ten seconds pass before.
    package func receive(until isEnough: (String) -> Bool) throws -> String {
        var bytes: [UInt8] = []
        while !isEnough(String(decoding: bytes, as: UTF8.self)) {
            guard let more = receiveSome(), !more.isEmpty else { throw Failure.noAnswer }
            bytes += more
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads until the server ends the connection.
    ///
    /// - Throws: ``Failure/noAnswer`` where it is still open after ten seconds without a byte.
    package func receiveAll() throws -> String {
        var bytes: [UInt8] = []
        while true {
            guard let more = receiveSome() else { throw Failure.noAnswer }
            guard !more.isEmpty else { return String(decoding: bytes, as: UTF8.self) }
            bytes += more
        }
    }

    /// Reads what has come; empty at the end of the connection (a reset included), nil when the
    /// time is over.
    private func receiveSome() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0 { return errno == EAGAIN || errno == EWOULDBLOCK ? nil : [] }
        return Array(buffer.prefix(count))
    }

    private static func connect(_ descriptor: Int32, to port: UInt16) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                let size = socklen_t(MemoryLayout<sockaddr_in>.size)
                #if canImport(Darwin)
                return Darwin.connect(descriptor, address, size) == 0
                #elseif canImport(Musl)
                return Musl.connect(descriptor, address, size) == 0
                #else
                return Glibc.connect(descriptor, address, size) == 0
                #endif
            }
        }
    }
}
