// SPDX-License-Identifier: Apache-2.0

import Basics
import TerminalKit

import struct Foundation.Data

/// The page around its rows and its summary.
package enum PageText {
    /// The page's first words, by which a page of ours is known.
    package static let start =
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta name=\"generator\" "
        + "content=\"sms-campaign\">"

    /// Everything before the rows.
    static func head(title: String) -> String {
        let policy = PagePolicy.text(style: PageAssets.style, script: PageAssets.script)
        return """
            \(start)
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <meta name="robots" content="noindex">
            <title>\(HTMLText.escaped(title))</title>
            <style>\(PageAssets.style)</style>

            """
    }

    /// Everything behind the rows.
    ///
    /// - Parameters:
    ///   - summary: the part above the table, as HTML.
    ///   - columns: the table's columns.
    ///   - note: what is missing in the table; `nil` where nothing is.
    /// - Returns: the rest of the page.
    static func body(summary: String, columns: [PageColumn], note: String?) -> String {
        """
        </head>
        <body>
        <main>
        \(summary)
        <section>
        <h2 id="rows-title">Rows</h2>
        <noscript><p>The table needs JavaScript, which is switched off here. The report itself is a CSV file.</p></noscript>
        <div class="controls" role="search">
        <label>Search <input type="search" id="search" autocomplete="off"></label>
        \(columns.filter(\.isFilter).map(filter).joined(separator: "\n"))
        <button type="button" id="clear">Show all</button>
        </div>
        <p><output id="count" aria-live="polite"></output> <span class="hint">A row’s number opens all that the report says of it.</span></p>
        \(note.map { "<p class=\"note\">\(HTMLText.escaped($0))</p>" } ?? "")
        <div class="window" id="window" role="region" aria-labelledby="rows-title" tabindex="0">
        <table class="rows" id="table" aria-labelledby="rows-title"><thead><tr>\(columns.map(heading).joined())</tr></thead><tbody id="body"></tbody></table>
        </div>
        <p class="paper">On paper there are the first rows only; the page itself and the report have them all.</p>
        </section>
        </main>
        \(PageDialog.html)
        <script>\(PageAssets.script)</script>
        </body>
        </html>

        """
    }

    private static func filter(_ column: PageColumn) -> String {
        "<label>\(column.title) <select id=\"\(column.rawValue)\"></select></label>"
    }

    private static func heading(_ column: PageColumn) -> String {
        let attributes =
            "class=\"\(column.rawValue)-column\" data-key=\"\(column.rawValue)\" aria-sort=\"none\""
        return
            "<th scope=\"col\" \(attributes)><button type=\"button\">\(column.title)</button></th>"
    }
}

/// Makes text of others' files harmless in HTML.
enum HTMLText {
    /// The text as content or as a quoted attribute's value; control characters are replaced, as on
    /// a terminal.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in Printable.text(text).unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}

/// The window over the page that shows all of one row; the script fills it.
enum PageDialog {
    /// The window as it stands in the page, closed.
    static let html = """
        <dialog id="record" aria-labelledby="record-title">
        <div class="record-head"><h2 id="record-title"></h2>
        <button type="button" id="earlier">Previous</button>
        <button type="button" id="later">Next</button>
        <button type="button" id="close">Close</button></div>
        <dl id="facts"></dl>
        <p id="empty"></p>
        </dialog>
        """
}

/// `report.css` and `report.js`, which the build embeds into the program: a page is one file, and
/// the program is one, too.
enum PageAssets {
    static let style = text(of: PackageResources.report_css)
    static let script = text(of: PackageResources.report_js)

    /// What stands in the page: all but the first line, which names the licence.
    private static func text(of file: [UInt8]) -> String {
        String(decoding: file.drop { $0 != UInt8(ascii: "\n") }.dropFirst(), as: UTF8.self)
    }
}

/// The page's Content-Security-Policy: nothing is loaded or sent, and no other style or script than
/// our own works.
///
/// Source: Content Security Policy Level 3, §2.3.1 (hashes of inline content).
enum PagePolicy {
    /// The policy for these two texts, which must stand between their tags exactly as they are
    /// here.
    static func text(style: String, script: String) -> String {
        "default-src 'none'; style-src \(source(style)); script-src \(source(script)); base-uri "
            + "'none'; form-action 'none'"
    }

    private static func source(_ text: String) -> String {
        "'sha256-\(Data(SHA256.digest(of: text.utf8).bytes).base64EncodedString())'"
    }
}
