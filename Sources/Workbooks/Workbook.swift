// SPDX-License-Identifier: Apache-2.0

package import Basics

/// A file of a spreadsheet program, of which one sheet is copied as CSV.
package struct Workbook {
    private enum Kind {
        case excel(ZipArchive)
        case openDocument(ZipArchive)
    }

    private let kind: Kind

    /// Looks at a file; nil for one that is no workbook of a kind that is read.
    ///
    /// - Throws: why a workbook cannot be read.
    package init?(_ file: FileByteSource) throws(WorkbookError.Problem) {
        guard let start = Self.head(of: file) else { return nil }
        if start.starts(with: Compound.mark) {
            if let problem = Compound.problem(in: file, start) { throw problem }
            return nil
        }
        guard start.starts(with: [0x50, 0x4B, 3, 4]),
            let parts = try Self.archive(file, start)
        else { return nil }
        if parts.entries["xl/workbook.bin"] != nil { throw .binaryFormat }
        if parts.entries.keys.contains(where: { $0.hasSuffix("/workbook.xml") }) {
            kind = .excel(parts)
        } else if try Self.isSpreadsheet(parts) {
            if try OpenDocument.isEncrypted(parts) { throw .protected }
            kind = .openDocument(parts)
        } else {
            return nil
        }
    }

    /// Copies the table of a sheet as CSV in UTF-8, with a comma between cells.
    ///
    /// - Returns: what is to be said of it.
    /// - Throws: why the workbook cannot be read.
    package func copy(
        _ options: TableOptions, to write: @escaping ([UInt8]) throws(WorkbookError.Problem) -> Void
    ) throws(WorkbookError.Problem) -> SheetFacts {
        switch kind {
        case .excel(let archive): try copy(ExcelWorkbook(archive), options, to: write)
        case .openDocument(let archive): try copy(OpenDocument(archive), options, to: write)
        }
    }

    private func copy(
        _ workbook: ExcelWorkbook, _ options: TableOptions,
        to write: @escaping ([UInt8]) throws(WorkbookError.Problem) -> Void
    ) throws(WorkbookError.Problem) -> SheetFacts {
        let names = workbook.sheets.map(\.name)
        var wanted = workbook.sheets.filter { !$0.isHidden }
        if let name = options.sheet {
            guard let place = Self.index(of: name, in: names) else {
                throw .unknownSheet(name, sheets: names)
            }
            wanted = [workbook.sheets[place]]
        }
        for sheet in wanted {
            var (facts, isEmpty) = try workbook.read(sheet, options, write: write)
            guard !isEmpty else { continue }
            (facts.name, facts.sheets) = (sheet.name, names.count)
            return facts
        }
        throw .empty(sheets: options.sheet.map { [$0] } ?? names)
    }

    private func copy(
        _ document: OpenDocument, _ options: TableOptions,
        to write: @escaping ([UInt8]) throws(WorkbookError.Problem) -> Void
    ) throws(WorkbookError.Problem) -> SheetFacts {
        var (document, names): (OpenDocument, [String]) = (document, [])
        var found: SheetFacts?
        while let sheet = try document.nextSheet() {
            names.append(sheet.name)
            let isNamed = options.sheet.map { Self.index(of: $0, in: [sheet.name]) != nil }
            var table = TableWriter(SheetFormats(), options, write: write)
            let isWanted = found == nil && (isNamed ?? !sheet.isHidden)
            try document.readRows { (row) throws(WorkbookError.Problem) in
                if isWanted { try table.add(row) }
            }
            try table.finish()
            guard isWanted, !table.isEmpty else { continue }
            found = table.facts
            found?.name = sheet.name
        }
        found?.sheets = names.count
        if let found { return found }
        if let name = options.sheet, Self.index(of: name, in: names) == nil {
            throw .unknownSheet(name, sheets: names)
        }
        throw .empty(sheets: options.sheet.map { [$0] } ?? names)
    }

    /// The sheet of a name, as it is written or but for case and spaces around it.
    private static func index(of name: String, in names: [String]) -> Int? {
        names.firstIndex(of: name)
            ?? names.firstIndex { $0.trimmed.lowercased() == name.trimmed.lowercased() }
    }

    /// The archive that a file is; nil for one that is no workbook at all.
    private static func archive(
        _ file: FileByteSource, _ head: [UInt8]
    ) throws(WorkbookError.Problem) -> ZipArchive? {
        do throws(WorkbookError.Problem) { return try ZipArchive(file) } catch {
            // What is cut off is known by the names at its beginning.
            let names = String(decoding: head, as: UTF8.self)
            let marks = ["[Content_Types].xml", "xl/", "opendocument.spreadsheet"]
            guard marks.contains(where: names.contains), !names.contains("word/") else {
                return nil
            }
            throw error
        }
    }

    private static func isSpreadsheet(_ archive: ZipArchive) throws(WorkbookError.Problem) -> Bool {
        guard archive.entries["content.xml"] != nil, var source = try archive.open("mimetype")
        else {
            return false
        }
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = try source.read(into: &buffer)
        return String(decoding: buffer[..<count], as: UTF8.self).contains(
            "opendocument.spreadsheet")
    }

    private static func head(of file: FileByteSource) -> [UInt8]? {
        guard var source = file.reading(from: 0) else { return nil }
        var (bytes, filled) = ([UInt8](repeating: 0, count: 4096), 0)
        while filled < bytes.count, let count = try? source.read(into: &bytes, from: filled),
            count > 0
        { filled += count }
        return Array(bytes[..<filled])
    }
}

/// The files of Office before 2007, and those of today that are encrypted: a file system in a file
/// ([MS-CFB]).
enum Compound {
    static let mark: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    /// Why the file cannot be read as a workbook; nil where it may be another document.
    static func problem(in file: FileByteSource, _ head: [UInt8]) -> WorkbookError.Problem? {
        let header = LittleEndian(bytes: head[...])
        let sectorSize = 1 << min(16, max(7, header.short(30)))
        let offset = (header.long(48) + 1) * sectorSize
        guard var source = file.reading(from: offset) else { return nil }
        var directory = [UInt8](repeating: 0, count: 4096)
        guard let count = try? source.read(into: &directory) else { return nil }
        let names = directory[..<count]
        if has("EncryptedPackage", names) { return .protected }
        return has("Workbook", names) || has("Book", names) ? .oldFormat : nil
    }

    /// Names are UTF-16.
    private static func has(_ name: String, _ directory: ArraySlice<UInt8>) -> Bool {
        let bytes = name.utf16.flatMap { [UInt8($0), UInt8(0)] }
        return directory.indices.contains { directory[$0...].starts(with: bytes) }
    }
}
