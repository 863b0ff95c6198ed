// SPDX-License-Identifier: Apache-2.0

/// Gives bytes in order, from a file, from memory, or from another source that it decodes.
package protocol ByteSource {
    /// Reads some bytes into the front of a buffer.
    ///
    /// - Parameter buffer: Where to put them; never empty.
    /// - Returns: How many bytes were read, at least 1 before the end and 0 at the end.
    /// - Throws: ``ReadFailure`` when the source cannot be read on.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadFailure) -> Int
}
