// SPDX-License-Identifier: Apache-2.0

import CSV

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

import class Foundation.FileManager

/// A private copy of bytes that can be read only once: a temporary file without a name, which nothing else can open and which
/// is gone with the process.
enum UnlinkedCopy {
    /// Copies a source to its end.
    static func make(of source: FileByteSource, name: String) throws(ListError) -> FileByteSource {
        var template = Array((FileManager.default.temporaryDirectory.path + "/sms-campaign-XXXXXX").utf8CString)
        // mkstemp creates the file with mode 0600.
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .cannotCopy(name: name, reason: String(cString: strerror(errno))) }
        unlink(template)
        let copy = FileByteSource(takingOver: descriptor)
        var (source, buffer) = (source, [UInt8](repeating: 0, count: 128 * 1024))
        do throws(ReadFailure) {
            while true {
                let count = try source.read(into: &buffer)
                if count == 0 { return copy }
                try write(buffer[..<count], to: descriptor)
            }
        } catch {
            throw .cannotCopy(name: name, reason: error.description)
        }
    }

    private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) throws(ReadFailure) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { platformWrite(descriptor, $0) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw ReadFailure(errno: errno) }
            rest = rest.dropFirst(count)
        }
    }
}

private func platformWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}
