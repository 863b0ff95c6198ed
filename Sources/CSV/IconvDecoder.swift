// SPDX-License-Identifier: Apache-2.0

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Turns bytes into UTF-8 by the system's iconv, piece by piece.
///
/// Control characters of the upper half (U+0080 to U+009F) count as bytes that mean nothing: no
/// list holds them, and a file that has such bytes is in another encoding. Only U+0085 is the line
/// end of encodings that are not built on ASCII.
final class IconvDecoder {
    private let handle: iconv_t?
    /// The first bytes of a character that the piece before has broken off.
    private var pending: [UInt8] = []
    /// Whether letters and line ends are not those of ASCII, as in EBCDIC.
    private let isForeignToASCII: Bool

    /// No character has more bytes; what is left over is a part of one.
    private static let longestCharacter = 16

    init(_ encoding: SystemEncoding) {
        handle = Self.open(encoding.iconvName)
        isForeignToASCII = Self.open(encoding.iconvName).map(Self.isForeign) ?? false
    }

    deinit { if let handle { iconv_close(handle) } }

    /// Whether iconv of this system reads an encoding of that name.
    static func knows(_ name: String) -> Bool {
        guard let handle = open(name) else { return false }
        iconv_close(handle)
        return true
    }

    /// Appends the UTF-8 of some more bytes.
    func decode(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8]) {
        var input = pending + bytes
        pending = []
        let start = output.count
        convert(&input, into: &output)
        replaceControls(in: &output, from: start)
    }

    /// Appends what the end of the file makes of bytes that were left over.
    func finish(into output: inout [UInt8]) {
        if !pending.isEmpty { output.append(TextDecoder.invalid) }
        pending = []
        guard let handle else { return }
        // Some encodings hold the last character back, to which an accent may come.
        var (space, used) = ([CChar](repeating: 0, count: 64), 0)
        space.withUnsafeMutableBufferPointer { buffer in
            var (target, room) = (buffer.baseAddress, buffer.count)
            _ = iconv(handle, nil, nil, &target, &room)
            used = buffer.count - room
        }
        output += space[..<used].map { UInt8(bitPattern: $0) }
    }

    private static func open(_ name: String) -> iconv_t? {
        let handle = iconv_open("UTF-8", name)
        return Int(bitPattern: handle) == -1 ? nil : handle
    }

    private static func isForeign(_ handle: iconv_t) -> Bool {
        defer { iconv_close(handle) }
        var (text, space) = (
            Array("A,\n".utf8.map { CChar(bitPattern: $0) }), [CChar](repeating: 0, count: 16)
        )
        let plain = text
        text.withUnsafeMutableBufferPointer { from in
            space.withUnsafeMutableBufferPointer { to in
                var (source, left) = (from.baseAddress, from.count)
                var (target, room) = (to.baseAddress, to.count)
                _ = iconv(handle, &source, &left, &target, &room)
            }
        }
        return Array(space.prefix(3)) != plain
    }

    private func convert(_ input: inout [UInt8], into output: inout [UInt8]) {
        guard let handle else {
            output.append(TextDecoder.invalid)
            return
        }
        var space = [CChar](repeating: 0, count: 2 * input.count + 64)
        input.withUnsafeMutableBytes { bytes in
            var source = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            var left = bytes.count
            while left > 0 {
                let fault = space.withUnsafeMutableBufferPointer { buffer in
                    var (target, room) = (buffer.baseAddress, buffer.count)
                    let result = iconv(handle, &source, &left, &target, &room)
                    let fault = result == -1 ? errno : 0
                    let written = UnsafeRawBufferPointer(buffer).prefix(buffer.count - room)
                    output.append(contentsOf: written)
                    return fault
                }
                if fault == EINVAL, left < Self.longestCharacter {
                    pending = Array(bytes.suffix(left))
                    return
                }
                if fault == 0 || fault == E2BIG { continue }
                output.append(TextDecoder.invalid)
                (source, left) = (source.map { $0 + 1 }, left - 1)
            }
        }
    }

    private func replaceControls(in output: inout [UInt8], from start: Int) {
        var index = start
        while let lead = output[index...].firstIndex(of: 0xC2), lead + 1 < output.count {
            index = lead + 2
            guard (0x80...0x9F).contains(output[lead + 1]) else { continue }
            let isLineEnd = isForeignToASCII && output[lead + 1] == 0x85
            output[lead...(lead + 1)] = [isLineEnd ? .lineFeed : TextDecoder.invalid]
            index = lead + 1
        }
    }
}
