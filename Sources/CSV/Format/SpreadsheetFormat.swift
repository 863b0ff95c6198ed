// SPDX-License-Identifier: Apache-2.0

/// A spreadsheet program's own file, which is no CSV whatever its name says.
package enum SpreadsheetFormat: Sendable, Hashable {
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

    /// Looks at a file's first bytes; nil for a file that may be text.
    init?(head: [UInt8]) {
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            self = .xls
        } else if head.starts(with: Array("PK".utf8) + [3, 4]) {
            self = Self.kind(ofArchive: String(decoding: head.prefix(4096), as: UTF8.self))
        } else {
            return nil
        }
    }

    /// The names of an archive's first files tell whose it is.
    private static func kind(ofArchive head: String) -> SpreadsheetFormat {
        if head.contains("opendocument.spreadsheet") { return .ods }
        if head.contains("[Content_Types].xml") || head.contains("xl/") { return .xlsx }
        if head.contains("Index/") || head.contains(".iwa") { return .numbers }
        return .zip
    }
}

extension SpreadsheetFormat: CustomStringConvertible {
    /// What the file is, and how a CSV file is made of it.
    package var description: String {
        switch self {
        case .xlsx, .xls:
            "this is an Excel workbook, not a CSV file; "
                + "open it in Excel and save the sheet with File > Save As > “CSV UTF-8 (Comma delimited)”"
        case .ods:
            "this is a LibreOffice spreadsheet, not a CSV file; "
                + "open it and save the sheet with File > Save As > “Text CSV”, character set “Unicode (UTF-8)”"
        case .numbers:
            "this is a Numbers document, not a CSV file; "
                + "open it and export the sheet with File > Export To > CSV…, text encoding “Unicode (UTF-8)”"
        case .zip:
            "this is a ZIP archive, not a CSV file; unpack it and name the CSV file in it "
                + "(of a spreadsheet: save it as CSV in UTF-8 first)"
        }
    }
}
