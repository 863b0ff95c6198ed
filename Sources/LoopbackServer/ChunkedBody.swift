// SPDX-License-Identifier: Apache-2.0

/// Undoes the chunked transfer coding (RFC 9112 §7.1) as the bytes come in.
struct ChunkedBody {
    private enum Expectation {
        case size
        case data(Int)
        case dataEnd
        case trailer
        case nothing
    }

    private let limit: Int
    private var expectation = Expectation.size

    /// The body so far.
    private(set) var bytes: [UInt8] = []

    /// Whether the last chunk and the trailer have been read.
    var isComplete: Bool { if case .nothing = expectation { true } else { false } }

    /// Makes a decoder that refuses a body of more bytes than the limit.
    init(limit: Int) {
        self.limit = limit
    }

    /// Reads on and returns how many bytes were used; the rest has to be offered again with more behind it.
    mutating func read(_ input: ArraySlice<UInt8>) throws(RequestRefusal) -> Int {
        var rest = input
        while !isComplete, try step(&rest) {}
        return input.count - rest.count
    }

    private mutating func step(_ rest: inout ArraySlice<UInt8>) throws(RequestRefusal) -> Bool {
        switch expectation {
        case .size:
            guard let line = try Self.takeLine(&rest) else { return false }
            let size = try Self.size(in: line)
            guard size <= limit - bytes.count else { throw .bodyTooLarge }
            expectation = size == 0 ? .trailer : .data(size)
        case .data(let count):
            guard !rest.isEmpty else { return false }
            let part = rest.prefix(count)
            bytes += part
            rest = rest.dropFirst(part.count)
            expectation = part.count == count ? .dataEnd : .data(count - part.count)
        case .dataEnd:
            guard let line = try Self.takeLine(&rest) else { return false }
            guard line.isEmpty else { throw .malformed }
            expectation = .size
        case .trailer:
            guard let line = try Self.takeLine(&rest) else { return false }
            if line.isEmpty { expectation = .nothing }
        case .nothing:
            return false
        }
        return true
    }

    /// Takes a line; one of more than 1 KiB has no place in a chunked body.
    private static func takeLine(_ rest: inout ArraySlice<UInt8>) throws(RequestRefusal) -> ArraySlice<UInt8>? {
        guard let end = rest.prefix(1024).firstIndex(of: 10) else {
            guard rest.count < 1024 else { throw .malformed }
            return nil
        }
        guard end > rest.startIndex, rest[end - 1] == 13 else { throw .malformed }
        let line = rest[rest.startIndex..<(end - 1)]
        rest = rest[(end + 1)...]
        return line
    }

    /// Reads the size before any chunk extension.
    private static func size(in line: ArraySlice<UInt8>) throws(RequestRefusal) -> Int {
        let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != 32 }
        let text = String(decoding: digits, as: UTF8.self)
        guard !text.isEmpty, text.allSatisfy(\.isHexDigit) else { throw .malformed }
        guard let size = Int(text, radix: 16) else { throw .bodyTooLarge }
        return size
    }
}
