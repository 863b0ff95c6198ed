// SPDX-License-Identifier: Apache-2.0

/// Borrows bytes to scan, and the table of those that a scan stops at.
struct Run {
    let bytes: UnsafeRawBufferPointer
    let classes: UnsafeBufferPointer<UInt8>

    var count: Int {
        bytes.count
    }

    subscript(position: Int) -> UInt8 {
        bytes[position]
    }

    subscript(range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[range])
    }

    /// Gives the position of the first byte of a class, or the end.
    @inline(__always)
    func nextSpecial(from start: Int, in classBit: UInt8) -> Int {
        var position = start
        while position < bytes.count, classes[Int(bytes[position])] & classBit == 0 {
            position &+= 1
        }
        return position
    }
}
