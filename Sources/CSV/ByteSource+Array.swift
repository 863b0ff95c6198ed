// SPDX-License-Identifier: Apache-2.0

extension ByteSource {
    /// Reads into an array's bytes from an index on.
    ///
    /// - Returns: how many bytes were read; 0 at the end of the source.
    package mutating func read(into bytes: inout [UInt8], from start: Int = 0) throws(ReadFailure) -> Int {
        try bytes.withUnsafeMutableBufferPointer { (buffer) throws(ReadFailure) -> Int in
            let raw = UnsafeMutableRawBufferPointer(buffer)
            return try read(into: UnsafeMutableRawBufferPointer(rebasing: raw[start...]))
        }
    }
}
