// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Campaign
@testable import Commands
import Lists
import ReportPage
import TerminalKit
import Testing

/// The words of the command line for what the rooms below only mean.
@Suite struct HintsTests {
    static let sentences: [(any Error, own: String, shown: String)] = [
        (
            CSVError(file: "a.csv", line: 2, kind: .invalidUTF8(column: 1)),
            "a.csv:2: column 1 is not valid UTF-8; save the file as UTF-8 "
                + "(in a spreadsheet: as \"CSV UTF-8\"), or name its encoding",
            "a.csv:2: column 1 is not valid UTF-8; save the file as UTF-8 "
                + "(in a spreadsheet: as \"CSV UTF-8\"), or name its encoding with --encoding"
        ),
        (
            CSVError(file: "a.csv", line: 2, kind: .invalidText(.windows1252, column: 1)),
            "a.csv:2: column 1 is not valid windows-1252; save the file as UTF-8, "
                + "or name its encoding",
            "a.csv:2: column 1 is not valid windows-1252; save the file as UTF-8, "
                + "or name its encoding with --encoding"
        ),
        (
            CSVError(file: "a.csv", kind: .contradictedEncoding(.windows1252, mark: .utf8)),
            "a.csv: the file begins with the byte order mark of UTF-8, "
                + "but windows-1252 was named; name none",
            "a.csv: the file begins with the byte order mark of UTF-8, "
                + "but --encoding says windows-1252; leave --encoding out"
        ),
        (
            ReportError.unreadable(
                CSVError(file: "r.csv", line: 2, kind: .invalidText(.windows1252, column: 1))
            ),
            "r.csv:2: column 1 is not valid windows-1252; save the file as UTF-8, "
                + "or name its encoding",
            "r.csv:2: column 1 is not valid windows-1252; save the file as UTF-8, "
                + "or name its encoding with --encoding"
        ),
        (
            ListError.noPhoneColumn(file: "a.csv", headers: ["x", "y"]),
            "a.csv: no column looks like the phone column; name it. The columns are: “x”, “y”",
            "a.csv: no column looks like the phone column; name it with --phone-column. "
                + "The columns are: “x”, “y”"
        ),
        (
            ListError.severalPhoneColumns(file: "a.csv", found: ["x", "y"]),
            "a.csv: more than one column looks like the phone column: “x”, “y”; "
                + "name the right one",
            "a.csv: more than one column looks like the phone column: “x”, “y”; "
                + "name the right one with --phone-column or “columns.phone”"
        ),
        (
            ListError.mostlyRagged(
                file: "a.csv",
                ragged: 2,
                rows: 3,
                first: "row 1, which has 2 cells,",
                width: 1,
                delimiter: "“,”"
            ),
            "a.csv: 2 of 3 rows do not have the 1 cell of the header: row 1, which has 2 cells, "
                + "first. The file was read as if “,” stood between cells; name what does, "
                + "or repair the rows",
            "a.csv: 2 of 3 rows do not have the 1 cell of the header: row 1, which has 2 cells, "
                + "first. The file was read as if “,” stood between cells; name what does with "
                + "--delimiter, or repair the rows"
        ),
        (
            Obstacle.templateChanged(campaign: "c"),
            "the campaign “c” began with another template; give this one its own name, "
                + "or use it for the rows that are left",
            "the campaign “c” began with another template; give this one its own name with "
                + "--campaign NEW-NAME, or use it for the rows that are left with "
                + "--accept-new-template"
        ),
        (
            Obstacle.textsChanged(campaign: "c", count: 2, first: "row 1"),
            "2 numbers were messaged already in the campaign “c” and would now get a different "
                + "text, row 1 first; give the new texts a campaign of their own, "
                + "or leave those numbers alone",
            "2 numbers were messaged already in the campaign “c” and would now get a different "
                + "text, row 1 first; give the new texts a campaign of their own with "
                + "--campaign NEW-NAME, or leave those numbers alone with --keep-earlier"
        ),
        (
            Obstacle.sentBefore(campaign: "c", other: "d"),
            "this list with this template was sent already, as the campaign “d”; resume it, "
                + "or send it once more as “c”, on purpose",
            "this list with this template was sent already, as the campaign “d”; resume it with "
                + "--campaign “d”, or send it once more as “c”, on purpose, with --again"
        ),
        (
            Obstacle.providerChanged(campaign: "c", before: "a", now: "b"),
            "the campaign “c” began with the provider entry “a”, and the configuration now says "
                + "“b”; go on with the new one",
            "the campaign “c” began with the provider entry “a”, and the configuration now says "
                + "“b”; go on with the new one with --accept-new-provider"
        ),
        (
            Obstacle.accountChanged(campaign: "c", provider: "b"),
            "the campaign “c” was sent with another account than the one that the provider entry "
                + "“b” names now; go on with the new one",
            "the campaign “c” was sent with another account than the one that the provider entry "
                + "“b” names now; go on with the new one with --accept-new-provider"
        ),
        (
            CommandFailure("as it is"), "as it is", "as it is"
        ),
    ]

    @Test(arguments: 0..<sentences.count)
    func `an error reads by itself, and on the command line names the option`(index: Int) {
        let (error, own, shown) = Self.sentences[index]
        #expect("\(error)" == own)
        #expect(Hints.sentence(of: error) == shown)
    }

    @Test(
        arguments: [
            (.settled, 0), (.someFailed, 1), (.incomplete, 3), (.signal(1), 129),
            (.signal(2), 130), (.signal(15), 143),
        ] as [(RunEnding, Int32)]
    )
    func `the exit code says how a run ended`(ending: RunEnding, code: Int32) {
        #expect(ExitCode(ending).rawValue == code)
        #expect(ExitCode(ending).json.text == "\(code)")
    }

    @Test func `a row behind the limit says the same in report and page`() {
        #expect(Hints.beyondLimit == .pending(.limit, "left out by --limit"))
        #expect(PageHints.meaning(ofReason: "limit") == Hints.beyondLimit.detail)
    }
}
