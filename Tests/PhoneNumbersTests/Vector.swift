// SPDX-License-Identifier: Apache-2.0

import Foundation
import PhoneNumbers

/// One line of the committed vectors: an input, and what libphonenumber says of it
/// (`scripts/generate-number-vectors`).
struct Vector: Sendable, CustomStringConvertible {
    let line: Int
    let region: Region?
    let input: String
    let answer: String
    let zones: [String]?

    var description: String {
        "line \(line): \(input.debugDescription) in \(region?.rawValue ?? "no region")"
    }

    /// All vectors of the file.
    static func all() throws -> [Self] {
        let zones = try lines("zones.tsv").map { $0.split(separator: "\t").map(String.init) }
        return try lines("numbers.tsv").enumerated().map {
            Self(line: $0 + 1, fields: $1, zones: zones)
        }
    }

    private init(line: Int, fields text: Substring, zones: [[String]]) {
        let fields = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        self.line = line
        region = Region(rawValue: fields[0])
        input = Self.unescaped(fields[1])
        answer = fields.count > 3 ? fields[2...6].joined(separator: "\t") : fields[2]
        self.zones = fields.count > 7 ? Int(fields[7]).map { zones[$0] } : nil
    }

    fileprivate static func lines(_ name: String) throws -> [Substring] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Vectors/\(name)")
        let bytes = try Data(contentsOf: file)
        return String(decoding: bytes, as: UTF8.self).unicodeScalars.split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        .dropLast().map(Substring.init)
    }

    private static func unescaped(_ text: String) -> String {
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

/// One line of the committed formats: a number with its extension, and how libphonenumber writes
/// it.
struct FormatVector: Sendable, CustomStringConvertible {
    let number: String
    let phoneExtension: String
    let national: String
    let international: String
    let link: String

    var description: String { phoneExtension.isEmpty ? number : "\(number) ext. \(phoneExtension)" }

    /// All vectors of the file.
    static func all() throws -> [Self] {
        try Vector.lines("formats.tsv").map {
            let fields = $0.split(separator: "\t", omittingEmptySubsequences: false).map(
                String.init
            )
            return Self(
                number: fields[0],
                phoneExtension: fields[1],
                national: fields[2],
                international: fields[3],
                link: fields[4]
            )
        }
    }
}

/// What this library says of an input, in the vectors' words.
func answer(to input: String, in region: Region?) -> String {
    let plan = NumberingPlan.bundled
    do {
        let parsed = try plan.parse(input, defaultRegion: region)
        let classification = plan.classify(parsed.number)
        return [
            parsed.number.e164, parsed.phoneExtension ?? "",
            classification.isValid ? "valid" : "invalid",
            classification.region?.rawValue ?? "",
            classification.lineType?.rawValue ?? "unknown",
        ].joined(separator: "\t")
    } catch {
        return error.rawValue
    }
}
