// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Lists
import TestSupport

/// The folder that reports lie in: a file takes its place all at once, and a kill leaves the old
/// one or the new one.
struct ModelledFiles: ReportStore {
    let world: World

    func draft(for path: String) throws(FileFailure) -> any FileDraft {
        ModelledDraft(path: path, world: world)
    }

    func open(_ path: String) throws(CSVError) -> StoredBytes {
        let isUnseen = world.flaw == .unseenReport && world.state.withLock { $0.run.plan == nil }
        guard !isUnseen, let bytes = world.state.withLock({ $0.files[path] }) else {
            throw CSVError(file: path, kind: .unreadable("no such file"))
        }
        return .memory(MemoryByteSource(bytes))
    }

    func holds(_ path: String) -> Bool { world.state.withLock { $0.files[path] != nil } }
}

/// A report on its way to its place.
final class ModelledDraft: FileDraft {
    private let path: String
    private let world: World
    private var bytes: [UInt8] = []

    init(path: String, world: World) {
        self.path = path
        self.world = world
        if world.flaw == .unfinishedReport { put([], because: "begins in its place") }
    }

    func write(_ bytes: [UInt8]) throws(FileFailure) {
        self.bytes += bytes
        if world.flaw == .unfinishedReport { put(self.bytes, because: "grows in its place") }
    }

    func replace() throws(FileFailure) {
        let fails = world.state.withLock { state in
            let fails = !state.isCalm && state.chance.oneIn(state.conditions.reportFaultOneIn)
            if fails {
                state.run.reportFailed = true
                state.counts.reportFaults += 1
            }
            return fails
        }
        if fails { throw FileFailure(path: path, reason: "the disk is full") }
        if world.flaw == .swappedRows { bytes = Self.swapped(bytes) }
        if world.flaw != .outdatedReport { put(bytes, because: "is written") }
    }

    private func put(_ bytes: [UInt8], because words: String) {
        world.note("\(path) \(words)")
        world.state.withLock { state in
            guard !state.isDead else { return }
            state.files[path] = bytes
        }
    }

    private static func swapped(_ bytes: [UInt8]) -> [UInt8] {
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: true)
        if lines.count > 2 { lines.swapAt(1, 2) }
        return lines.flatMap { Array($0) + [10] }
    }
}

/// A line of a report, read by a reader of its own.
struct ReportLine: Equatable {
    let row: Int
    let number: String
    let status: String
    let reason: String
    let messageID: String

    /// Reads all lines of a report; `nil` where it is none, or not whole.
    static func all(in bytes: [UInt8]) -> [ReportLine]? {
        var records = allRecords(in: bytes)
        guard records.last == [""] else { return nil }
        records.removeLast()
        guard let header = records.first, header.starts(with: ReportColumn.names) else {
            return nil
        }
        let places = [.row, .number, .status, .reason, .messageID].map {
            ReportColumn.names.firstIndex(of: ($0 as ReportColumn).rawValue) ?? 0
        }
        var lines: [ReportLine] = []
        for record in records.dropFirst() {
            guard record.count == header.count, let row = Int(record[places[0]]) else {
                return nil
            }
            lines.append(
                ReportLine(
                    row: row,
                    number: record[places[1]],
                    status: record[places[2]],
                    reason: record[places[3]],
                    messageID: record[places[4]]
                )
            )
        }
        return lines
    }

    /// RFC 4180, as far as a whole file goes.
    private static func allRecords(in bytes: [UInt8]) -> [[String]] {
        var (records, record, field): ([[String]], [String], [UInt8]) = ([], [], [])
        var isQuoted = false
        for (place, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "\""):
                if isQuoted, place + 1 < bytes.count, bytes[place + 1] == byte {
                    field.append(byte)
                }
                isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted:
                record.append(String(decoding: field, as: UTF8.self))
                field = []
            case UInt8(ascii: "\r") where !isQuoted: continue
            case UInt8(ascii: "\n") where !isQuoted:
                records.append(record + [String(decoding: field, as: UTF8.self)])
                (record, field) = ([], [])
            default: field.append(byte)
            }
        }
        return records + [record + [String(decoding: field, as: UTF8.self)]]
    }
}
