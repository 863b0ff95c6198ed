// SPDX-License-Identifier: Apache-2.0

/// A file of another kind than plain text, whatever its name says: a program's own file, or text
/// that is written for a program.
package enum ForeignFormat: Sendable, Hashable {
    /// Excel's, from 2007 on.
    case xlsx
    /// Excel's, from before.
    case xls
    /// LibreOffice's.
    case ods
    /// Apple Numbers'.
    case numbers
    /// An archive of something.
    case zip
    /// Word's, from 2007 on.
    case docx
    /// Word's, from before.
    case doc
    /// LibreOffice Writer's.
    case odt
    /// Text with marks for fonts, as TextEdit and WordPad write it.
    case rtf
    case html
    case xml
    case pdf
    /// An address book's cards.
    case vCard
    case json

    /// Looks at a file's first bytes; nil for a file that may be plain text.
    package init?(head: [UInt8]) {
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            self = Self.hasWordStream(head) ? .doc : .xls
        } else if head.starts(with: Array("PK".utf8) + [3, 4]) {
            self = Self.kind(ofArchive: String(decoding: head.prefix(4096), as: UTF8.self))
        } else if let written = Self.kind(ofText: head) {
            self = written
        } else {
            return nil
        }
    }

    /// Whether a file of Office before 2007 has the part in which Word keeps its text; names of
    /// parts are UTF-16.
    private static func hasWordStream(_ head: [UInt8]) -> Bool {
        let name = "WordDocument".utf16.flatMap { [UInt8($0), UInt8.nul] }
        return head.indices.contains { index in head[index...].starts(with: name) }
    }

    /// The names of an archive's first files tell whose it is.
    private static func kind(ofArchive head: String) -> ForeignFormat {
        if head.contains("opendocument.spreadsheet") { return .ods }
        if head.contains("opendocument.text") { return .odt }
        if head.contains("word/") { return .docx }
        if head.contains("[Content_Types].xml") || head.contains("xl/") { return .xlsx }
        if head.contains("Index/") || head.contains(".iwa") { return .numbers }
        return .zip
    }

    /// What text for a program begins with, in small letters.
    private static let beginnings: [(words: String, format: ForeignFormat)] = [
        ("{\\rtf", .rtf), ("%pdf-", .pdf), ("begin:vcard", .vCard), ("<!doctype html", .html),
        ("<html", .html), ("<?xml", .xml),
    ]

    private static func kind(ofText head: [UInt8]) -> ForeignFormat? {
        let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
        let text = start.prefix(256).drop { $0 == .space || (0x09...0x0D).contains($0) }
        let small = text.prefix(64).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        if let known = beginnings.first(where: { small.starts(with: $0.words.utf8) }) {
            return known.format
        }
        return isJSON(small) ? .json : nil
    }

    /// Whether text begins as an object or a list of objects does: `{"`, `[{`.
    private static func isJSON(_ text: [UInt8]) -> Bool {
        let marks = text.filter { $0 != .space && !(0x09...0x0D).contains($0) }.prefix(2)
        return marks.elementsEqual("{\"".utf8) || marks.elementsEqual("[{".utf8)
    }
}

extension ForeignFormat: CustomStringConvertible {
    /// What the file is, and how a CSV file is made of it.
    package var description: String { "\(whatItIs), not a CSV file; \(remedy)" }

    /// `this is an Excel workbook`.
    package var whatItIs: String {
        switch self {
        case .xlsx, .xls: "this is an Excel workbook"
        case .ods: "this is a LibreOffice spreadsheet"
        case .numbers: "this is a Numbers document"
        case .zip: "this is a ZIP archive"
        case .docx, .doc: "this is a Word document"
        case .odt: "this is a LibreOffice text document"
        case .rtf: "this is a document with formatting (RTF)"
        case .html: "this is a web page (HTML)"
        case .xml: "this is an XML file"
        case .pdf: "this is a PDF document"
        case .vCard: "this is a file of address cards (vCard)"
        case .json: "this is a JSON file"
        }
    }

    private var remedy: String {
        switch self {
        case .xlsx, .xls:
            "open it in Excel and save the sheet with File > Save As > “CSV UTF-8 (Comma "
                + "delimited)”"
        case .ods:
            "open it and save the sheet with File > Save As > “Text CSV”, character set "
                + "“Unicode (UTF-8)”"
        case .numbers:
            "open it and export the sheet with File > Export To > CSV…, text encoding "
                + "“Unicode (UTF-8)”"
        case .zip:
            "unpack it and name the CSV file in it "
                + "(of a spreadsheet: save it as CSV in UTF-8 first)"
        case .docx, .doc, .odt, .rtf, .pdf:
            "copy the table in it into a spreadsheet, and save that as CSV in UTF-8"
        case .html:
            "where it should be a list, the download may have given you a page to sign in; "
                + "download the list as CSV again"
        case .vCard: "export the address book as CSV instead, or convert it in a spreadsheet"
        case .xml, .json: "export the list as CSV instead"
        }
    }
}
