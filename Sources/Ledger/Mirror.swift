// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation

/// Where the mirrors of a user's ledgers lie: what each ledger has come to, kept apart from it.
///
/// Whoever puts an old copy of a ledger in its place, or takes a part of it away, does not touch
/// its mirror. So the next run can tell. A mirror that is missing or unreadable proves nothing:
/// containers and other users have none.
package struct MirrorFolder: Sendable {
    let path: String

    /// - Parameter path: an absolute path; the folder is made when it is needed.
    package init(path: String) { self.path = path }

    /// The folder of a user, by the environment's variables: below `XDG_STATE_HOME`
    /// (XDG Base Directory Specification), or `Application Support` on macOS; `nil` where the
    /// user has no home.
    package init?(environment: [String: String]) {
        guard let state = Self.stateHome(environment) else { return nil }
        path = state + "/sms-campaign/ledgers"
    }

    private static func stateHome(_ environment: [String: String]) -> String? {
        if let named = environment["XDG_STATE_HOME"], named.hasPrefix("/") { return named }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        #if os(macOS)
        return home + "/Library/Application Support"
        #else
        return home + "/.local/state"
        #endif
    }

    /// A path of the user's own for a ledger; nil where that is on a shared disk, too.
    func ledgerPath(of ledger: LedgerPlace) -> String? {
        let folder = URL(filePath: path).deletingLastPathComponent()
        let mount = MountTable.systemMount(holding: folder.path(percentEncoded: false))
        guard mount?.isShared != true else { return nil }
        return folder.appending(component: URL(filePath: ledger.path).lastPathComponent)
            .path(percentEncoded: false)
    }

    func file(of id: LedgerID) -> String { "\(path)/\(id.text).mirror" }

    func lock(of id: LedgerID) -> String { "\(path)/\(id.text).lock" }

    /// Makes the folder where there is none.
    ///
    /// - Returns: whether there is one now.
    func make() -> Bool {
        (try? FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])) != nil
    }

    func mirror(of id: LedgerID) -> MirrorRecord? { record(in: file(of: id)) }

    /// The mirrors of ledgers that lay at a path when they were last written.
    func mirrors(at ledger: String) -> [LedgerID: MirrorRecord] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        var found: [LedgerID: MirrorRecord] = [:]
        for name in names where name.hasSuffix(".mirror") {
            guard let id = LedgerID(String(name.dropLast(".mirror".count))),
                let mirror = record(in: path + "/" + name), mirror.path == ledger
            else { continue }
            found[id] = mirror
        }
        return found
    }

    private func record(in file: String) -> MirrorRecord? {
        guard let data = try? Data(contentsOf: URL(filePath: file)) else { return nil }
        return MirrorRecord(Array(data))
    }
}

/// Names a ledger among all that there are.
struct LedgerID: Hashable, Sendable {
    /// 32 hexadecimal digits.
    let text: String

    init?(_ text: String) {
        guard text.utf8.count == 32, let bytes = Hex.bytes(of: text) else { return nil }
        self.text = Hex.text(of: bytes)
    }

    /// - Parameter random: gives that many random bytes.
    init(random: (Int) -> [UInt8]) { text = Hex.text(of: random(16)) }

    /// A campaign's name as the mirror has it: 16 hexadecimal digits that tell nobody the name.
    func token(of campaign: String) -> String {
        let hash = KeyedHash(key: Array(text.utf8)).digest(of: campaign)
        return Hex.text(of: hash.bytes.prefix(8))
    }
}

/// What a mirror says: how far the ledger had come when it last wrote.
struct MirrorRecord: Equatable, Sendable {
    /// What a campaign had come to.
    struct Campaign: Equatable, Sendable {
        /// The ledger's counter at its latest intent.
        var counter: Int64
        /// The highest row of its list for which an intent was written.
        var highestRow: Int
    }

    /// How many transactions the ledger had made.
    var counter: Int64 = 0
    /// Where the ledger lay.
    var path = ""
    /// When the run began that is on; `nil` where none is.
    var runSince: Date?
    /// By their tokens.
    var campaigns: [String: Campaign] = [:]

    init(counter: Int64 = 0, path: String = "", runSince: Date? = nil) {
        (self.counter, self.path, self.runSince) = (counter, path, runSince)
    }

    /// Reads a mirror's bytes; `nil` where they are none.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= MirrorLayout.campaigns else { return nil }
        let counter = MirrorLayout.line(bytes, at: 0, MirrorLayout.slot)
        let place = MirrorLayout.line(bytes, at: MirrorLayout.slot, MirrorLayout.place)
        guard counter.first == MirrorLayout.mark, counter.count == 2,
            let counter = Int64(counter[1]), place.count == 2
        else { return nil }
        self.init(counter: counter, path: place[1], runSince: Timestamp.date(place[0]))
        var start = MirrorLayout.campaigns
        while start + MirrorLayout.slot <= bytes.count {
            let words = MirrorLayout.line(bytes, at: start, MirrorLayout.slot)
            start += MirrorLayout.slot
            guard words.count == 3, let counter = Int64(words[1]), let row = Int(words[2]) else {
                continue
            }
            // An earlier version began another piece for a campaign that was forgotten before.
            let known = campaigns[words[0]]
            campaigns[words[0]] = Campaign(
                counter: max(counter, known?.counter ?? 0),
                highestRow: max(row, known?.highestRow ?? 0))
        }
    }

    /// The campaigns that wrote intents after the ledger had come to a counter, each with the
    /// highest row of them.
    func campaigns(after counter: Int64) -> [String: Int] {
        campaigns.filter { $1.counter > counter }.mapValues(\.highestRow)
    }
}

/// How a mirror is laid out: pieces of a fixed place, so that each commit writes a few bytes.
///
/// A piece is words with a line end between them, filled up with blanks.
enum MirrorLayout {
    static let mark = "sms-campaign-mirror-1"
    /// The bytes of the counter's piece, and of each campaign's.
    static let slot = 64
    /// The bytes of the piece with run and path: a path has up to 4,096 (`PATH_MAX`).
    static let place = 4608 - slot
    /// Where the campaigns' pieces begin, in the order in which they came.
    static let campaigns = slot + place

    static func line(_ bytes: [UInt8], at start: Int, _ length: Int) -> [String] {
        let text = String(decoding: bytes[start..<start + length], as: UTF8.self)
        var words = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // The blanks behind the last line end.
        words.removeLast()
        return words
    }

    static func piece(_ words: [String], _ length: Int) -> [UInt8] {
        var bytes = words.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] }
        guard bytes.count <= length else { return [UInt8](repeating: 0x20, count: length) }
        bytes += [UInt8](repeating: 0x20, count: length - bytes.count)
        return bytes
    }
}

/// Writes the mirror of one ledger, after each commit and without a sync.
///
/// What cannot be written is left: a mirror is a witness more, never a condition.
final class MirrorFile {
    private let descriptor: Int32
    private let id: LedgerID
    /// `nil` before the first is written.
    private var pieces: Pieces?

    /// Opens the mirror of a ledger, and makes it where there is none.
    init?(of id: LedgerID, in folder: MirrorFolder) {
        guard folder.make() else { return nil }
        descriptor = open(
            folder.file(of: id), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return nil }
        self.id = id
    }

    deinit { close(descriptor) }

    /// Says where the ledger lies, and since when a run is on.
    func writePlace(_ path: String, runSince: Date?) {
        let run = runSince.map(Timestamp.text) ?? "-"
        write(MirrorLayout.piece([run, path], MirrorLayout.place), at: MirrorLayout.slot)
    }

    func write(counter: Int64) {
        let words = [MirrorLayout.mark, String(counter)]
        write(MirrorLayout.piece(words, MirrorLayout.slot), at: 0)
    }

    /// Says that a campaign has come to a row; to be called under the ledger's claim.
    func write(_ campaign: String, row: Int, counter: Int64) {
        let token = id.token(of: campaign)
        var pieces = pieces ?? readPieces()
        var piece = pieces.known[token] ?? Piece(place: pieces.end, highestRow: 0)
        piece.highestRow = max(row, piece.highestRow)
        pieces.known[token] = piece
        pieces.end = max(pieces.end, piece.place + MirrorLayout.slot)
        self.pieces = pieces
        let words = [token, String(counter), String(piece.highestRow)]
        write(MirrorLayout.piece(words, MirrorLayout.slot), at: piece.place)
    }

    /// Where a campaign's piece lies, and the highest row in it.
    private struct Piece {
        let place: Int
        var highestRow: Int
    }

    /// The campaigns' pieces, by the campaigns' tokens.
    ///
    /// A campaign keeps its piece whatever id it has: after an older copy of the ledger was put
    /// back, another one may get that.
    private struct Pieces {
        var known: [String: Piece] = [:]
        /// Where the next one goes.
        var end = MirrorLayout.campaigns
    }

    private func readPieces() -> Pieces {
        var pieces = Pieces()
        var bytes = [UInt8](repeating: 0, count: MirrorLayout.slot)
        while pread(descriptor, &bytes, bytes.count, off_t(pieces.end)) == bytes.count {
            let words = MirrorLayout.line(bytes, at: 0, bytes.count)
            if words.count == 3, let row = Int(words[2]) {
                let earlier = pieces.known[words[0]]?.highestRow ?? 0
                pieces.known[words[0]] = Piece(place: pieces.end, highestRow: max(row, earlier))
            }
            pieces.end += MirrorLayout.slot
        }
        return pieces
    }

    private func write(_ bytes: [UInt8], at place: Int) {
        _ = pwrite(descriptor, bytes, bytes.count, off_t(place))
    }
}
