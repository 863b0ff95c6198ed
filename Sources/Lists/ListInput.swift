// SPDX-License-Identifier: Apache-2.0

package import Basics
import CSV
package import Workbooks

import class Foundation.FileManager

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Where a recipients list comes from: a file, or a copy of what could be read only once.
package struct ListInput: Sendable {
    /// The name in messages: the path as given, or “standard input”.
    package let name: String
    /// The sheet that was copied; nil where the list is no workbook.
    package let sheet: SheetFacts?
    private let place: Place

    private enum Place {
        case path(String)
        case copy(FileByteSource)
    }

    /// Takes a file.
    ///
    /// What can be read only once (a pipe, a process substitution) is copied first. Of a workbook
    /// the table of a sheet is copied.
    ///
    /// - Parameters:
    ///   - path: the file's path.
    ///   - name: how messages name it.
    ///   - options: what the user says of it.
    /// - Throws: `CSVError` where the file cannot be opened, ``ListError`` where a copy cannot be
    ///   made, `WorkbookError` where a workbook cannot be read.
    package init(path: String, name: String, _ options: ListOptions = ListOptions()) throws {
        let source = try Self.open(path, name)
        if source.canRewind {
            try self.init(source, at: .path(path), name: name, options)
        } else {
            let copy = try UnlinkedCopy.make(of: source, name: name)
            try self.init(copy, at: .copy(copy), name: name, options)
        }
    }

    /// Takes a place as it is, or the copy of a sheet where a workbook is there.
    private init(
        _ source: FileByteSource, at place: Place, name: String, _ options: ListOptions
    ) throws {
        self.name = name
        let made = try Self.sheet(of: source, name: name, options)
        guard made != nil || options.sheet == nil else { throw ListError.noSheets(file: name) }
        self.place = made.map { .copy($0.copy) } ?? place
        sheet = made?.facts
    }

    /// The copy of a sheet; nil where the source is no workbook.
    private static func sheet(
        of source: FileByteSource, name: String, _ options: ListOptions
    ) throws(WorkbookError) -> (copy: FileByteSource, facts: SheetFacts)? {
        do throws(WorkbookError.Problem) {
            guard let workbook = try Workbook(source) else { return nil }
            return try UnlinkedCopy.make(of: workbook, HeaderRow.table(options))
        } catch { throw WorkbookError(file: name, problem: error) }
    }

    /// Takes what a descriptor gives to its end, such as standard input, by copying it.
    ///
    /// - Throws: ``ListError`` where the copy cannot be made, `WorkbookError` where a workbook
    ///   cannot be read.
    package init(
        copying descriptor: Int32, name: String, _ options: ListOptions = ListOptions()
    ) throws {
        let source = FileByteSource(takingOver: descriptor)
        if source.isDevice {
            throw ListError.cannotRead(name: name, reason: "this is a device")
        }
        let copy = try UnlinkedCopy.make(of: source, name: name)
        try self.init(copy, at: .copy(copy), name: name, options)
    }

    /// A copy that nobody can change any more; `nil` where there is one already, or it cannot be
    /// made: the list is too large, or there is no room.
    func unchangingCopy() -> ListInput? {
        guard case .path = place, let source = try? open(),
            let length = source.byteCount, length <= Self.largestCopy,
            let copy = try? UnlinkedCopy.make(of: source, name: name)
        else { return nil }
        return ListInput(copy: copy, name: name)
    }

    /// Copies may lie in memory, so they are no larger than 256 MiB.
    private static let largestCopy = 256 << 20

    private init(copy: FileByteSource, name: String) {
        self.name = name
        (place, sheet) = (.copy(copy), nil)
    }

    /// The list's length in bytes; nil where it is not known.
    package var byteCount: Int? { (try? open())?.byteCount }

    /// Opens the list at its beginning.
    package func open() throws -> FileByteSource {
        switch place {
        case .path(let path): return try Self.open(path, name)
        case .copy(var source):
            try source.rewind()
            return source
        }
    }

    private static func open(_ path: String, _ name: String) throws(CSVError) -> FileByteSource {
        try FileByteSource(csv: path, name: name)
    }
}

/// A private copy of bytes that can be read only once: a temporary file without a name, which
/// nothing else can open and which is gone with the process.
enum UnlinkedCopy {
    /// Copies a source to its end.
    static func make(of source: FileByteSource, name: String) throws(ListError) -> FileByteSource {
        var (source, buffer) = (source, [UInt8](repeating: 0, count: 128 * 1024))
        // The first read comes before the temporary file, which would be given the number of a
        // descriptor that is closed.
        var count = try read(&source, into: &buffer, name)
        let descriptor = try open(for: name)
        let copy = FileByteSource(takingOver: descriptor)
        var bound = LineBound()
        while count > 0 {
            do { try bound.note(buffer[..<count]) } catch { throw Self.failure(name, error) }
            try write(buffer[..<count], to: descriptor, name)
            count = try read(&source, into: &buffer, name)
        }
        return copy
    }

    /// Copies the table of a sheet as CSV.
    static func make(
        of workbook: Workbook, _ options: TableOptions
    ) throws(WorkbookError.Problem) -> (copy: FileByteSource, facts: SheetFacts) {
        let descriptor: Int32
        do throws(ListError) { descriptor = try open(for: "") } catch {
            throw .cannotCopy(String(cString: strerror(errno)))
        }
        let copy = FileByteSource(takingOver: descriptor)
        let facts = try workbook.copy(options) { (bytes) throws(WorkbookError.Problem) in
            do throws(OpenFile.WriteFailure) {
                try OpenFile.write(bytes[...], to: descriptor)
            } catch { throw .cannotCopy(String(cString: strerror(error.errno))) }
        }
        return (copy, facts)
    }

    private static var folder: String { FileManager.default.temporaryDirectory.path }

    /// Opens a temporary file and takes its name away.
    private static func open(for name: String) throws(ListError) -> Int32 {
        var template = Array((folder + "/sms-campaign-XXXXXX").utf8CString)
        // mkstemp creates the file with mode 0600.
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw failure(name, errno) }
        unlink(template)
        return descriptor
    }

    private static func read(
        _ source: inout FileByteSource, into buffer: inout [UInt8], _ name: String
    ) throws(ListError) -> Int {
        do { return try source.read(into: &buffer) } catch { throw failure(name, error) }
    }

    private static func failure(_ name: String, _ error: ReadFailure) -> ListError {
        .cannotRead(name: name, reason: error.description)
    }

    private static func write(
        _ bytes: ArraySlice<UInt8>, to descriptor: Int32, _ name: String
    ) throws(ListError) {
        do throws(OpenFile.WriteFailure) { try OpenFile.write(bytes, to: descriptor) } catch {
            throw failure(name, error.errno)
        }
    }

    private static func failure(_ name: String, _ code: Int32) -> ListError {
        .cannotCopy(name: name, folder: folder, reason: String(cString: strerror(code)))
    }
}
