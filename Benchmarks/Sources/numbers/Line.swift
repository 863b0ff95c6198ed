// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers

/// One line of input: a default region, a tab, and a text whose tabs and line ends are escaped.
struct Line {
    let region: Region?
    let text: String

    init(_ line: Substring) {
        let fields = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
        region = fields.first.flatMap { Region(rawValue: String($0)) }
        text = Self.unescaped(fields.last ?? "")
    }

    /// All lines of a text; only line feeds end them.
    static func all(of text: String) -> [Self] {
        text.unicodeScalars.split(separator: "\n").map { Self(Substring($0)) }
    }

    private static func unescaped(_ text: Substring) -> String {
        var result = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if isEscaped {
                result.append(["t": "\t", "n": "\n", "r": "\r"][scalar] ?? scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
