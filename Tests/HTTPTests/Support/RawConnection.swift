// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The server's end of one connection, read and written with blocking calls.
struct RawConnection: Sendable {
    /// 1 for the first that the server accepted.
    let number: Int
    let descriptor: Int32

    /// Reads one request, headers and a body by `Content-Length`; nil at the end of the connection.
    func readRequest() -> String? {
        guard let head = readHead() else { return nil }
        let length = head.split(separator: "\r\n").first {
            $0.lowercased().hasPrefix("content-length:")
        }
        let count =
            length.flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
        guard let body = read(count: count) else { return nil }
        return head + body
    }

    /// Reads the head of a request, its empty line included; nil at the end of the connection.
    func readHead() -> String? {
        read(through: Array("\r\n\r\n".utf8))
    }

    func write(_ text: String) {
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// Writes an answer with a body, which keeps the connection open.
    func answer(_ body: String = "ok", status: String = "200 OK", headers: String = "") {
        write("HTTP/1.1 \(status)\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    /// Waits until the client closes, dropping what it still sends.
    func waitForClose() {
        while read(count: 1) != nil {}
    }

    /// Tells the client that nothing more will come.
    func endOutput() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Reads so many bytes at least, unless the connection ends before.
    func readSome(_ count: Int) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var total = 0
        while total < count, case let read = recv(descriptor, &buffer, buffer.count, 0), read > 0 {
            total += read
        }
    }

    /// Ends the connection.
    func close() {
        Foundation.close(descriptor)
    }

    /// Ends the connection with a reset in the place of an orderly end.
    func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_LINGER,
            &linger,
            socklen_t(MemoryLayout.size(ofValue: linger))
        )
    }

    private func read(through end: [UInt8]) -> String? {
        var bytes: [UInt8] = []
        while !bytes.suffix(end.count).elementsEqual(end) {
            guard let byte = readByte() else { return nil }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func read(count: Int) -> String? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard let byte = readByte() else { return nil }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func readByte() -> UInt8? {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, 0) == 1 ? byte : nil
    }
}
