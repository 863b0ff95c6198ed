// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Writes to files that are open already.
enum OpenFile {
    /// Why the system did not take all bytes: its error number.
    struct WriteFailure: Error {
        let errno: Int32
    }

    /// Writes all bytes; a signal in between does not count.
    static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) throws(WriteFailure) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { platformWrite(descriptor, $0) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw WriteFailure(errno: errno) }
            rest = rest.dropFirst(count)
        }
    }
}

/// Calls `write(2)`, whose name a method would hide.
private func platformWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}
