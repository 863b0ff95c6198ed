// SPDX-License-Identifier: Apache-2.0

/// Gives the bytes of another source as UTF-8.
///
/// What is UTF-8 already passes through untouched; whether it is valid the reader finds out.
package struct DecodedSource<Base: ByteSource>: ByteSource {
    private static var chunk: Int { 64 * 1024 }

    private var base: Base
    private var decoder: TextDecoder?
    private var input: [UInt8]
    private var output: [UInt8] = []
    private var position = 0

    /// Wraps a source that stands at the beginning of its text.
    package init(_ base: Base, encoding: FileEncoding) {
        self.base = base
        decoder = TextDecoder(encoding)
        input = decoder == nil ? [] : [UInt8](repeating: 0, count: Self.chunk)
    }

    /// Reads some bytes of UTF-8 into the front of a buffer.
    package mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadFailure) -> Int {
        guard var decoder else { return try base.read(into: buffer) }
        if position == output.count {
            try refill(&decoder)
            self.decoder = decoder
        }
        let count = min(buffer.count, output.count - position)
        buffer.copyBytes(from: output[position..<position + count])
        position += count
        return count
    }

    /// Decodes until there is something to give, or the source has ended.
    private mutating func refill(_ decoder: inout TextDecoder) throws(ReadFailure) {
        output.removeAll(keepingCapacity: true)
        position = 0
        while output.isEmpty {
            let count = try base.read(into: &input)
            guard count > 0 else { return decoder.finish(into: &output) }
            decoder.decode(input[..<count], into: &output)
        }
    }
}

extension DecodedSource: Sendable where Base: Sendable {}
