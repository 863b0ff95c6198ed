// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Foundation

/// A TCP server on loopback whose test decides about every byte and every close.
final class RawServer: Sendable {
    let port: UInt16
    private let listener: Int32
    private let accepted: Journal<Int>

    /// Listens; each connection is served on a thread of its own and closed when `serve` returns.
    init(_ serve: @escaping @Sendable (RawConnection) -> Void) throws {
        let listener = socket(
            AF_INET,
            Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue),
            0
        )
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) == 0 }
        }
        guard listener >= 0, isBound, listen(listener, 64) == 0 else {
            throw POSIXError(.EADDRNOTAVAIL)
        }
        let accepted = Journal<Int>()
        self.accepted = accepted
        self.listener = listener
        port = Self.boundPort(of: listener)
        let thread = Thread {
            while case let descriptor = accept(listener, nil, nil), descriptor >= 0 {
                // A process that another test starts must not keep the connection open.
                _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
                let number = accepted.entries.count + 1
                accepted.append(number)
                let connection = RawConnection(number: number, descriptor: descriptor)
                Thread {
                    serve(connection)
                    connection.close()
                }.start()
            }
            // Closed here and nowhere else: its number may belong to the next server at once, and
            // this thread would accept there.
            close(listener)
        }
        thread.start()
    }

    /// How many connections were accepted so far.
    var connectionCount: Int { accepted.entries.count }

    /// An address on this server.
    func url(_ path: String = "/", scheme: String = "http") -> String {
        "\(scheme)://127.0.0.1:\(port)\(path)"
    }

    /// Accepts no more connections.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private static func boundPort(of listener: Int32) -> UInt16 {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(listener, $0, &size)
            }
        }
        return UInt16(bigEndian: address.sin_port)
    }
}
