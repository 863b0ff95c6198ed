// SPDX-License-Identifier: Apache-2.0

import Basics
import Lists
import TerminalKit

/// Says how a list of people who get no message was read: what a person should look at once.
struct ListNotesText {
    let name: String
    let notes: ListNotes

    /// Sentences, the gravest first.
    var sentences: [String] {
        [nobody, unclear, doubts, repairs].compactMap {
            $0.map { "\(Printable.text(name)): \($0)" }
        }
    }

    private var nobody: String? {
        guard let replies = notes.replies, replies.stops == 0 else { return nil }
        let messages = Figures.count(replies.messages, "message", "messages")
        return "none of its \(messages) says STOP, so this list keeps nobody from a message"
    }

    private var unclear: String? {
        guard let unclear = notes.replies?.unclear, unclear.count > 0 else { return nil }
        let what =
            unclear.count == 1
            ? "1 reply has STOP among other words, and its sender was not taken"
            : "\(Figures.count(unclear.count)) replies have STOP among other words, and their "
                + "senders were not taken"
        return "\(what): \(Self.words(unclear)); add those who mean it with "
            + "'\(SMSCampaign.program) opt-outs add'"
    }

    private var doubts: String? {
        guard notes.doubts.count > 0 else { return nil }
        let entries = Figures.count(notes.doubts.count, "entry", "entries")
        return "\(entries) may mean more than one number, and none of these gets a message: "
            + Self.words(notes.doubts)
    }

    private var repairs: String? {
        guard notes.repairs.count > 0 else { return nil }
        let verb = notes.repairs.count == 1 ? "was" : "were"
        return "\(Figures.count(notes.repairs.count, "entry", "entries")) \(verb) repaired: "
            + Self.words(notes.repairs)
    }

    /// The first ones, and how many there are besides.
    private static func words(_ examples: Examples) -> String {
        let more = examples.count - examples.first.count
        let shown =
            examples.first.map(Printable.text)
            + (more > 0 ? ["and \(Figures.count(more)) more"] : [])
        return shown.joined(separator: "; ")
    }
}

/// Says of each suppression list whom it names, and how many of the campaign's rows are on it.
struct SuppressionText {
    let lists: [Suppression.List]
    /// How many rows are on each list; empty: none on any.
    let rows: [Int]

    /// A sentence for each list.
    var sentences: [String] {
        lists.enumerated().map { place, list in
            let count = rows.indices.contains(place) ? rows[place] : 0
            let mine =
                count == 1
                ? "1 row of this campaign is on it"
                : "\(count == 0 ? "no row" : Figures.count(count, "row", "rows")) of this campaign "
                    + "\(count == 0 ? "is" : "are") on it"
            return "\(Printable.text(list.name)): \(Self.people(on: list)); \(mine)"
        }
    }

    var warnings: [String] {
        lists.flatMap { ListNotesText(name: $0.name, notes: $0.notes).sentences }
    }

    private static func people(on list: Suppression.List) -> String {
        let numbers = Figures.count(list.people, "number", "numbers")
        guard let replies = list.notes.replies else { return numbers }
        let messages = Figures.count(replies.messages, "message", "messages")
        return "a log of \(messages), \(numbers) that answered STOP"
    }
}
