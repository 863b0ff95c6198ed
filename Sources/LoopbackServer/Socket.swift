// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The system's sockets with the differences between Linux and macOS taken out.
///
/// Descriptors are plain numbers, owned by whoever asked for them. All are non-blocking and closed
/// in child processes.
enum Socket {
    /// What one non-blocking read or write came to.
    enum Transfer: Equatable {
        case bytes(Int)
        case wouldBlock
        case ended
    }

    #if canImport(Darwin)
    private static let stream = SOCK_STREAM
    private static let sendFlags: Int32 = 0  // Darwin has SO_NOSIGPIPE on the socket instead.
    #elseif canImport(Musl)
    private static let stream = SOCK_STREAM
    private static let sendFlags = Int32(MSG_NOSIGNAL)
    #else
    private static let stream = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    private static let sendFlags = Int32(MSG_NOSIGNAL)
    #endif

    /// Listens on a port of 127.0.0.1 and returns the descriptor with the port in use; 0 takes any
    /// free one.
    static func listen(
        on port: UInt16
    ) throws(LoopbackServerError) -> (descriptor: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, stream, 0)
        guard descriptor >= 0 else { throw failure(of: "socket") }
        do throws(LoopbackServerError) {
            prepare(descriptor)
            // A port of a server that has just ended may be taken again at once.
            set(SO_REUSEADDR, at: SOL_SOCKET, of: descriptor)
            try bindToLoopback(descriptor, port: port)
            guard SystemCalls.listen(descriptor, 512) == 0 else { throw failure(of: "listen") }
            return (descriptor, try localPort(of: descriptor))
        } catch {
            shut(descriptor)
            throw error
        }
    }

    /// Takes the next waiting connection; nil where there is none, or none can be taken now.
    static func accept(from listener: Int32) -> (descriptor: Int32?, isExhausted: Bool) {
        let descriptor = SystemCalls.accept(listener, nil, nil)
        guard descriptor >= 0 else { return (nil, errno == EMFILE || errno == ENFILE) }
        prepare(descriptor)
        // Small answers must not wait for the acknowledgement of the one before.
        set(TCP_NODELAY, at: Int32(IPPROTO_TCP), of: descriptor)
        return (descriptor, false)
    }

    /// Reads what there is, at most the buffer's size.
    static func read(from descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Transfer
    {
        while true {
            let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            if count > 0 { return .bytes(count) }
            if count == 0 { return .ended }
            if errno == EINTR { continue }
            return errno == EAGAIN || errno == EWOULDBLOCK ? .wouldBlock : .ended
        }
    }

    /// Writes what fits; a peer that is gone is an end, never a signal.
    static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Transfer {
        while true {
            let count = bytes.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, sendFlags)
            }
            if count >= 0 { return .bytes(count) }
            if errno == EINTR { continue }
            return errno == EAGAIN || errno == EWOULDBLOCK ? .wouldBlock : .ended
        }
    }

    /// Says that no more will be written, and keeps the reading side.
    static func finishWriting(to descriptor: Int32) { _ = shutdown(descriptor, Int32(SHUT_WR)) }

    /// Ends a connection or a listener for good, even if a child process has got hold of a copy.
    static func hangUp(_ descriptor: Int32) {
        _ = shutdown(descriptor, Int32(SHUT_RDWR))
        shut(descriptor)
    }

    /// Closes a descriptor.
    static func shut(_ descriptor: Int32) { _ = close(descriptor) }

    /// Makes a pipe that wakes the event loop.
    static func makePipe() throws(LoopbackServerError) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw failure(of: "pipe") }
        ends.forEach(prepare)
        return (ends[0], ends[1])
    }

    /// Puts a byte into a pipe.
    static func wake(_ descriptor: Int32) {
        var byte: UInt8 = 1
        _ = SystemCalls.write(descriptor, &byte, 1)
    }

    private static func bindToLoopback(
        _ descriptor: Int32, port: UInt16
    ) throws(LoopbackServerError) {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result != 0 else { return }
        switch errno {
        case EADDRINUSE: throw .portInUse(port)
        case EACCES: throw .portNotPermitted(port)
        default: throw failure(of: "bind")
        }
    }

    private static func localPort(of descriptor: Int32) throws(LoopbackServerError) -> UInt16 {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &size)
            }
        }
        guard result == 0 else { throw failure(of: "getsockname") }
        return UInt16(bigEndian: address.sin_port)
    }

    private static func prepare(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        #if canImport(Darwin)
        set(SO_NOSIGPIPE, at: SOL_SOCKET, of: descriptor)
        #endif
    }

    private static func set(_ option: Int32, at level: Int32, of descriptor: Int32) {
        var on: Int32 = 1
        _ = setsockopt(descriptor, level, option, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func failure(of call: String) -> LoopbackServerError {
        .system(call: call, reason: String(cString: strerror(errno)))
    }
}

/// The system calls whose names `Socket` uses for itself.
enum SystemCalls {
    #if canImport(Darwin)
    static let listen = Darwin.listen
    static let accept = Darwin.accept
    static let write = Darwin.write
    #elseif canImport(Musl)
    static let listen = Musl.listen
    static let accept = Musl.accept
    static let write = Musl.write
    #else
    static let listen = Glibc.listen
    static let accept = Glibc.accept
    static let write = Glibc.write
    #endif
}
