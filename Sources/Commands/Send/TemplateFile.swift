// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import TerminalKit

/// The text of a template's file, which is read as lists are.
struct TemplateFile {
    let text: String
    /// What is to be said where the encoding is a guess: a person can see whether the letters are
    /// right.
    let warning: String?

    /// - Throws: why the file is no plain text, and how it becomes one.
    init(_ bytes: [UInt8], path: String) throws(CommandFailure) {
        do throws(PlainText.Problem) {
            let plain = try PlainText(bytes)
            text = plain.text
            warning = plain.guessedExcerpt.map { excerpt in
                "warning: \(path) is not UTF-8; it is read as \(plain.encoding): "
                    + "“\(Printable.text(excerpt))”. If these letters are wrong, save it as UTF-8."
            }
        } catch { throw CommandFailure("\(path)\(Self.sentence(error))") }
    }

    /// What is wrong and what to do, behind the file's name.
    private static func sentence(_ problem: PlainText.Problem) -> String {
        switch problem {
        case .foreign(let format): ": \(sentence(format))"
        case .invalid(let encoding, let line):
            ":\(line): the template is not valid \(encoding); save it as UTF-8"
        case .control(let scalar, let line, let column):
            ":\(line):\(column): here is a control character (\(code(scalar))), which no message "
                + "can hold; delete it, or save the text anew as plain text in UTF-8"
        }
    }

    private static func sentence(_ format: ForeignFormat) -> String {
        let plain = "this is %, not plain text; "
        let way =
            switch format {
            case .docx, .doc:
                plain + "in Word save it with File > Save As > “Plain Text (*.txt)”, "
                    + "encoding “Unicode (UTF-8)”"
            case .odt:
                plain + "in LibreOffice save it with File > Save As > “Text - Choose Encoding”, "
                    + "character set “Unicode (UTF-8)”"
            case .numbers:
                "this is a document of Pages or Numbers, not plain text; in Pages export it with "
                    + "File > Export To > Plain Text…"
            case .rtf:
                plain + "in TextEdit choose Format > Make Plain Text, in WordPad or Word save it "
                    + "as a text document (.txt), and name that file"
            case .xls:
                "this is a document of Word or Excel, not plain text; save it as "
                    + "“Plain Text (*.txt)”, encoding “Unicode (UTF-8)”"
            case .html, .xml, .pdf, .zip, .xlsx, .ods, .vCard, .json:
                plain + "put the words of the message alone into a text file (.txt), saved as UTF-8"
            }
        return way.replacing("this is %", with: format.whatItIs)
    }

    /// `U+0000`.
    private static func code(_ scalar: Unicode.Scalar) -> String {
        "U+" + scalar.value.hex(digits: 4).uppercased()
    }
}
