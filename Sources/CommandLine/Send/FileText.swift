// SPDX-License-Identifier: Apache-2.0

import CSV

/// Reads small files whole.
enum FileText {
    /// A template that is larger is a mistake, or another kind of file.
    private static let largest = 1 << 20

    /// Reads a file of at most 1 MiB.
    static func bytes(_ path: String, in context: CommandContext) throws(CommandFailure) -> [UInt8] {
        var source = try open(path, context)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        do throws(ReadFailure) {
            while bytes.count <= largest {
                let count = try source.read(into: &buffer)
                if count == 0 { return bytes }
                bytes += buffer[..<count]
            }
        } catch {
            throw CommandFailure("\(path): the file cannot be read: \(error)")
        }
        throw CommandFailure("\(path): the file is larger than 1 MiB; is it the right one?")
    }

    private static func open(_ path: String, _ context: CommandContext) throws(CommandFailure) -> FileByteSource {
        do {
            return try FileByteSource(path: context.absolute(path))
        } catch {
            throw CommandFailure(CSVError(file: path, line: error.line, kind: error.kind).description)
        }
    }
}
