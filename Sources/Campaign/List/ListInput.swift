// SPDX-License-Identifier: Apache-2.0

package import CSV

/// Where a recipients list comes from: a file, or a copy of what could be read only once.
package struct ListInput: Sendable {
    /// The name in messages: the path as given, or “standard input”.
    package let name: String
    private let place: Place

    private enum Place {
        case path(String)
        case copy(FileByteSource)
    }

    /// Takes a file.
    ///
    /// What can be read only once (a pipe, a process substitution) is copied first.
    ///
    /// - Parameters:
    ///   - path: the file's path.
    ///   - name: how messages name it.
    /// - Throws: `CSVError` where the file cannot be opened, ``ListError`` where a copy cannot be made.
    package init(path: String, name: String) throws {
        self.name = name
        let source = try Self.open(path, name)
        place = source.canRewind ? .path(path) : .copy(try UnlinkedCopy.make(of: source, name: name))
    }

    /// Takes what a descriptor gives to its end, such as standard input, by copying it.
    ///
    /// - Throws: ``ListError`` where the copy cannot be made.
    package init(copying descriptor: Int32, name: String) throws(ListError) {
        self.name = name
        place = .copy(try UnlinkedCopy.make(of: FileByteSource(takingOver: descriptor), name: name))
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
        do {
            return try FileByteSource(path: path)
        } catch {
            throw CSVError(file: name, line: error.line, kind: error.kind)
        }
    }
}
