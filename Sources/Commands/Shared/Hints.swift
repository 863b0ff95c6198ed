// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Campaign
import Ledger
import Lists
import TerminalKit

/// Puts into words of the command line what the rooms below only mean: a mistake's way out is an
/// option here, and the end of a run an exit code.
enum Hints {
    /// What is wrong, with the options that help.
    static func sentence(of error: any Error) -> String {
        switch error {
        case let error as CSVError: error.sentence(words)
        case let error as LedgerError: error.sentence(words)
        case let error as ListError: error.sentence(words)
        case let error as Obstacle: error.sentence(words)
        case ReportError.unreadable(let error): error.sentence(words)
        default: "\(error)"
        }
    }

    /// The verdict on whoever is behind the limit of a run.
    static let beyondLimit = Verdict.pending(.limit, "left out by --limit")

    private static func words(_ hint: CSVError.Hint) -> String {
        switch hint {
        case .nameEncoding: "name its encoding with --encoding"
        case .omitEncoding(let declared): "--encoding says \(declared); leave --encoding out"
        }
    }

    private static func words(_ hint: ListError.Hint) -> String {
        switch hint {
        case .namePhoneColumn: "name it with --phone-column"
        case .choosePhoneColumn:
            "name the right one with --phone-column or “columns.phone”"
        case .nameDelimiter: "name what does with --delimiter"
        case .nameHeaderRow: "name the right line with --header-row"
        }
    }

    private static func words(_ hint: LedgerError.Hint) -> String {
        switch hint {
        case .acceptOlder:
            "go on with what is there, and treat the rest as unconfirmed, with "
                + "send --accept-older-ledger"
        case .acceptMoved: "say so once with --moved-ledger"
        }
    }

    private static func words(_ hint: Obstacle.Hint) -> String {
        switch hint {
        case .renameCampaign: "give this one its own name with --campaign NEW-NAME"
        case .separateNewTexts:
            "give the new texts a campaign of their own with --campaign NEW-NAME"
        case .useNewTemplate: "use it for the rows that are left with --accept-new-template"
        case .keepEarlierTexts: "leave those numbers alone with --keep-earlier"
        case .useNewProvider: "go on with the new one with --accept-new-provider"
        case .resume(let campaign): "resume it with --campaign “\(campaign)”"
        case .sendAgain(let campaign):
            "send it once more as “\(campaign)”, on purpose, with --again"
        case .sendLiterally: "send it as it is, on purpose, with --literal"
        }
    }
}

extension ExitCode {
    /// The code that says how a run ended: 128 and its number for a signal, as shells have it.
    init(_ ending: RunEnding) {
        self =
            switch ending {
            case .settled: .done
            case .someFailed: .someFailed
            case .incomplete: .incomplete
            case .signal(let number): ExitCode(rawValue: 128 + number) ?? .incomplete
            }
    }

    /// The code as JSON shows it.
    var json: JSONText { .integer(Int(rawValue)) }
}
