// SPDX-License-Identifier: Apache-2.0

/// The page's script, in its parts.
enum PageScript {
    /// The script as it stands in the page; it builds text nodes only, never HTML.
    static let text = "\n\"use strict\";\n(() => {\n" + table + search + record + start + "})();\n"
}
