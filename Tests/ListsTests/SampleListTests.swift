// SPDX-License-Identifier: Apache-2.0

import CSV
import Foundation
import Lists
import PhoneNumbers
import Testing

/// The list that a new user starts from.
@Suite struct SampleListTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..", directoryHint: .isDirectory).standardized

    private func read() throws -> [[String]] {
        let path = root.appending(path: "samples/recipients.csv").path(percentEncoded: false)
        var reader = CSVReader(try FileByteSource(path: path), name: "recipients.csv")
        var rows: [[String]] = []
        while let record = try reader.next() { rows.append(record.fields) }
        return rows
    }

    @Test func `the sample list has 40 to 60 recipients under a header that is understood`() throws
    {
        let rows = try read()
        #expect((41...61).contains(rows.count))
        #expect(try PhoneColumn.index(in: rows[0], named: nil, file: "recipients.csv") == 2)
    }

    /// 555-0100 to 555-0199 in North America (ATIS-0300115), Ofcom's drama numbers, those of the
    /// Bundesnetzagentur, ACMA and PTS.
    private static var fictional: [Regex<Substring>] {
        [
            #/\+1\d{3}55501\d\d/#, #/\+442079460\d{3}/#, #/\+491713920\d{3}/#, #/\+493023125\d{3}/#,
            #/\+6149157[01]\d{3}/#, #/\+467017406\d\d/#,
        ]
    }

    @Test func `the sample list holds nobody's number`() throws {
        for row in try read().dropFirst() {
            guard
                let parsed = try? NumberingPlan.bundled.parse(
                    row[2],
                    defaultRegion: Region(rawValue: "US")
                )
            else {
                continue
            }
            let number = parsed.number.e164
            let isValid = NumberingPlan.bundled.facts(about: parsed.number).isValid
            #expect(
                !isValid || Self.fictional.contains { number.wholeMatch(of: $0) != nil },
                "\(number)"
            )
        }
    }

    @Test func `the sample list meets every practice number that tells something of its own`()
        throws
    {
        let endings = try read().compactMap { row in
            (try? NumberingPlan.bundled.parse(row[2], defaultRegion: Region(rawValue: "US")))
                .flatMap { parsed in
                    parsed.number.e164.contains("55501")
                        ? String(parsed.number.e164.suffix(2)) : nil
                }
        }
        let wanted = [
            "50", "60", "61", "62", "63", "64", "65", "66", "67", "68", "70", "71", "72", "73",
            "74", "76", "78", "79",
        ]
        #expect(Set(wanted).subtracting(endings).isEmpty)
    }
}
