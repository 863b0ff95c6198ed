// SPDX-License-Identifier: Apache-2.0

import CZlib
import Basics

/// A ZIP archive by its central directory (APPNOTE 6.3, ZIP64 too).
struct ZipArchive {
    /// One file in an archive.
    struct Entry {
        var name = ""
        var method = 0
        var isEncrypted = false
        var checksum: UInt32 = 0
        var packedSize = 0
        var size = 0
        var headerOffset = 0
    }

    private static let endLength = 22
    private static let longestComment = 65_535
    private static let largestDirectory = 16 << 20

    private let file: FileByteSource
    let entries: [String: Entry]

    /// Reads the directory of an archive.
    ///
    /// - Throws: what is wrong with it.
    init(_ file: FileByteSource) throws(WorkbookError.Problem) {
        self.file = file
        guard let length = file.byteCount else { throw .broken("it cannot be read twice") }
        let tailLength = min(length, Self.endLength + Self.longestComment + 76)
        let tail = try Self.bytes(tailLength, of: file, at: length - tailLength)
        let end = tail.indices.last { tail[$0...].starts(with: [0x50, 0x4B, 5, 6]) }
        guard let end, tail.count - end >= Self.endLength else {
            throw .broken("its end is missing")
        }
        let record = LittleEndian(bytes: tail[end...])
        var (count, size, offset) = (record.short(10), record.long(12), record.long(16))
        if count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF {
            (count, size, offset) = try Self.wideEnd(of: file, tail, before: end)
        }
        guard size <= Self.largestDirectory, offset >= 0, offset + size <= length else {
            throw .broken("its directory is not where it should be")
        }
        entries = try Self.entries(in: try Self.bytes(size, of: file, at: offset), count: count)
    }

    /// The end record of ZIP64, by its locator in front of the ordinary one.
    private static func wideEnd(
        of file: FileByteSource, _ tail: [UInt8], before end: Int
    ) throws(WorkbookError.Problem) -> (count: Int, size: Int, offset: Int) {
        guard end >= 20, tail[(end - 20)...].starts(with: [0x50, 0x4B, 6, 7]) else {
            throw .broken("its directory is not where it should be")
        }
        let place = LittleEndian(bytes: tail[(end - 20)...]).wide(8)
        let record = LittleEndian(bytes: try bytes(56, of: file, at: place)[...])
        return (record.wide(32), record.wide(40), record.wide(48))
    }

    private static func entries(
        in directory: [UInt8], count: Int
    ) throws(WorkbookError.Problem) -> [String: Entry] {
        var (entries, start): ([String: Entry], Int) = ([:], 0)
        while start + 46 <= directory.count, entries.count < count {
            let record = LittleEndian(bytes: directory[start...])
            guard record.long(0) == 0x0201_4B50 else { throw .broken("its directory is damaged") }
            let (nameLength, extraLength) = (record.short(28), record.short(30))
            let next = start + 46 + nameLength + extraLength + record.short(32)
            guard next <= directory.count else { throw .broken("its directory is damaged") }
            let names = directory[(start + 46)..<(start + 46 + nameLength)]
            var entry = Entry()
            entry.name = String(decoding: names, as: UTF8.self).replacing("\\", with: "/")
            entry.isEncrypted = record.short(8) & 1 != 0
            entry.method = record.short(10)
            entry.checksum = UInt32(record.long(16))
            (entry.packedSize, entry.size) = (record.long(20), record.long(24))
            entry.headerOffset = record.long(42)
            let extra = directory[(names.endIndex)..<(names.endIndex + extraLength)]
            widen(&entry, by: extra)
            entries[entry.name] = entry
            start = next
        }
        return entries
    }

    /// Takes the sizes of ZIP64 from the extra field, which has those that do not fit, in order.
    private static func widen(_ entry: inout Entry, by extra: ArraySlice<UInt8>) {
        var rest = extra
        while rest.count >= 4 {
            let field = LittleEndian(bytes: rest)
            let length = field.short(2)
            guard rest.count >= 4 + length else { return }
            if field.short(0) == 1 {
                var place = 4
                func next(_ value: inout Int) {
                    guard value == 0xFFFF_FFFF, place + 8 <= 4 + length else { return }
                    value = field.wide(place)
                    place += 8
                }
                next(&entry.size)
                next(&entry.packedSize)
                next(&entry.headerOffset)
            }
            rest = rest.dropFirst(4 + length)
        }
    }

    /// Starts to read a file of the archive; nil where there is none of that name.
    func open(_ name: String) throws(WorkbookError.Problem) -> UnpackedSource? {
        guard let entry = entries[name] else { return nil }
        if entry.isEncrypted { throw .protected }
        let header = try Self.bytes(30, of: file, at: entry.headerOffset)
        let record = LittleEndian(bytes: header[...])
        guard record.long(0) == 0x0403_4B50 else {
            throw .broken("a part is not where it should be")
        }
        let start = entry.headerOffset + 30 + record.short(26) + record.short(28)
        guard let source = file.reading(from: start) else {
            throw .broken("it cannot be read twice")
        }
        return try UnpackedSource(source, entry)
    }

    private static func bytes(
        _ count: Int, of file: FileByteSource, at offset: Int
    ) throws(WorkbookError.Problem) -> [UInt8] {
        guard offset >= 0, count > 0, var source = file.reading(from: offset) else {
            throw .broken("its directory is not where it should be")
        }
        var (bytes, filled) = ([UInt8](repeating: 0, count: count), 0)
        do throws(ReadFailure) {
            while filled < count {
                let read = try source.read(into: &bytes, from: filled)
                if read == 0 { break }
                filled += read
            }
        } catch { throw .broken(error.description) }
        guard filled == count else { throw .broken("it is cut off") }
        return bytes
    }
}

/// Numbers in bytes, the lowest byte first.
struct LittleEndian {
    let bytes: ArraySlice<UInt8>

    private func number(_ offset: Int, _ length: Int) -> Int {
        (0..<length).reduce(0) { number, place in
            let index = bytes.startIndex + offset + place
            return bytes.indices.contains(index)
                ? number | Int(bytes[index]) << (8 * place) : number
        }
    }

    func short(_ offset: Int) -> Int { number(offset, 2) }
    func long(_ offset: Int) -> Int { number(offset, 4) }
    /// Eight bytes; what is too large for a file is 0, where nothing useful begins.
    func wide(_ offset: Int) -> Int {
        let value = number(offset, 7)
        return number(offset + 7, 1) == 0 ? value : 0
    }
}

/// Gives the bytes of a part of a workbook.
protocol PartSource {
    /// Reads some bytes into the front of a buffer; 0 at the end.
    mutating func read(into buffer: inout [UInt8]) throws(WorkbookError.Problem) -> Int
}

/// Unpacks a file of an archive as it is read.
///
/// Sheets pack well, ten to fifty times; what unpacks to very much more is made to fill a machine.
struct UnpackedSource: PartSource {
    private static let largest = 2 << 30
    private static let greatestRatio = 250
    /// Smaller files may have any ratio.
    private static let freeSize = 64 << 20

    private let entry: ZipArchive.Entry
    private var source: FileByteSource
    private let inflater: Inflater?
    private var packed: ArraySlice<UInt8> = []
    private var chunk = [UInt8](repeating: 0, count: 64 * 1024)
    private var remaining: Int
    private var produced = 0
    private var checksum: UInt = 0
    private var hasEnded = false

    init(_ source: FileByteSource, _ entry: ZipArchive.Entry) throws(WorkbookError.Problem) {
        self.source = source
        self.entry = entry
        remaining = entry.packedSize
        switch entry.method {
        case 0: inflater = nil
        case 8: inflater = Inflater()
        default: throw .broken("it is packed by a method that is not known here")
        }
    }

    mutating func read(into buffer: inout [UInt8]) throws(WorkbookError.Problem) -> Int {
        guard !hasEnded else { return 0 }
        let count: Int
        if let inflater {
            count = try inflate(inflater, into: &buffer)
        } else {
            count = try copy(into: &buffer)
        }
        produced += count
        try check()
        checksum = buffer.withUnsafeBufferPointer { bytes in
            UInt(crc32(uLong(checksum), bytes.baseAddress, uInt(count)))
        }
        if count == 0 {
            hasEnded = true
            guard produced == entry.size || entry.size == 0,
                UInt32(truncatingIfNeeded: checksum) == entry.checksum
            else { throw .broken("the part \(entry.name) is not what it was when it was packed") }
        }
        return count
    }

    private func check() throws(WorkbookError.Problem) {
        guard produced <= Self.largest else { throw .tooLarge("more than 2 GiB unpacked") }
        let ratio = produced / max(1, entry.packedSize)
        guard produced <= Self.freeSize || ratio <= Self.greatestRatio else {
            throw .tooLarge("it unpacks to more than \(Self.greatestRatio) times its size")
        }
    }

    private mutating func copy(into buffer: inout [UInt8]) throws(WorkbookError.Problem) -> Int {
        guard remaining > 0 else { return 0 }
        if packed.isEmpty { try refill() }
        let count = min(buffer.count, packed.count)
        buffer.replaceSubrange(..<count, with: packed.prefix(count))
        packed = packed.dropFirst(count)
        remaining -= count
        return count
    }

    private mutating func inflate(
        _ inflater: Inflater, into buffer: inout [UInt8]
    ) throws(WorkbookError.Problem) -> Int {
        while true {
            if packed.isEmpty, remaining > 0 {
                try refill()
                remaining -= packed.count
            }
            let step = inflater.step(packed, into: &buffer)
            packed = packed.dropFirst(step.used)
            if step.made > 0 || step.hasEnded { return step.made }
            guard step.isSound, remaining > 0 || !packed.isEmpty else {
                throw .broken("the part \(entry.name) cannot be unpacked")
            }
        }
    }

    private mutating func refill() throws(WorkbookError.Problem) {
        let count: Int
        do throws(ReadFailure) { count = try source.read(into: &chunk) } catch {
            throw .broken(error.description)
        }
        guard count > 0 else { throw .broken("it is cut off") }
        packed = chunk[..<min(count, remaining)]
    }
}

/// zlib's state of one stream, which must stay where it is.
final class Inflater {
    private let stream: UnsafeMutablePointer<z_stream>
    private var isReady: Bool
    private var hasEnded = false

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        isReady = czlib_begin_raw_inflate(stream) == Z_OK
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// Unpacks some bytes.
    ///
    /// - Returns: how many were used and made, whether the stream has ended, and whether it can go
    ///   on.
    func step(
        _ input: ArraySlice<UInt8>, into buffer: inout [UInt8]
    ) -> (used: Int, made: Int, hasEnded: Bool, isSound: Bool) {
        guard isReady, !hasEnded else { return (0, 0, hasEnded, false) }
        return input.withUnsafeBufferPointer { source in
            buffer.withUnsafeMutableBufferPointer { target in
                stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                stream.pointee.avail_in = uInt(source.count)
                stream.pointee.next_out = target.baseAddress
                stream.pointee.avail_out = uInt(target.count)
                let result = inflate(stream, Z_NO_FLUSH)
                hasEnded = result == Z_STREAM_END
                let used = source.count - Int(stream.pointee.avail_in)
                let made = target.count - Int(stream.pointee.avail_out)
                return (used, made, hasEnded, result == Z_OK || result == Z_STREAM_END)
            }
        }
    }
}
