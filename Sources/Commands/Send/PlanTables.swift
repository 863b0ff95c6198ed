// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Campaign
import Configuration
import Lists
import PhoneNumbers
import ReportPage
import SMSText
import TerminalKit

/// A table of where the messages go: regions by what is known of the lines there.
struct DestinationText {
    /// Regions beyond these are put together.
    private static let mostRegions = 8

    let destinations: Destinations

    /// The lines under a heading row, none longer than the width: where there is no room for all
    /// kinds of lines, the rarest are put together.
    func lines(width: Int) -> [String] {
        let kinds = destinations.kinds.sorted {
            ($1.value, Self.head($0.key)) < ($0.value, Self.head($1.key))
        }.map(\.key)
        for shown in stride(from: kinds.count, to: 1, by: -1) {
            let lines = lines(kinds.prefix(shown), hasOthers: shown < kinds.count)
            if lines.allSatisfy({ DisplayWidth.of($0) <= width }) { return lines }
        }
        return lines(kinds.prefix(1), hasOthers: kinds.count > 1).map {
            Printable.cut($0, to: width)
        }
    }

    private func lines(_ kinds: ArraySlice<Destinations.Kind>, hasOthers: Bool) -> [String] {
        let columns =
            kinds.count + (hasOthers ? 1 : 0) + (kinds.count + (hasOthers ? 1 : 0) > 1 ? 1 : 0)
        var table = Table([.left] + Array(repeating: .right, count: columns))
        table.add(
            ["region"] + kinds.map(Self.head) + (hasOthers ? ["others"] : [])
                + (columns > 1 ? ["in all"] : []))
        for (name, counts) in rows {
            let all = counts.values.reduce(0, +)
            var figures = kinds.map { counts[$0, default: 0] }
            if hasOthers { figures.append(all - figures.reduce(0, +)) }
            if columns > 1 { figures.append(all) }
            table.add([name] + figures.map { $0 == 0 ? "" : Figures.count($0) })
        }
        // The width is looked at by the caller, who may leave columns out.
        return table.lines(width: .max)
    }

    /// The commonest regions, and the others together.
    private var rows: [(String, [Destinations.Kind: Int])] {
        let regions = destinations.rankedRegions.map(\.region)
        // One region on its own takes no more room than a line that stands for it.
        let named = regions.prefix(
            regions.count == Self.mostRegions + 1 ? regions.count : Self.mostRegions)
        let others = regions.dropFirst(named.count)
        let rows = named.map { ($0.isEmpty ? "none" : $0, destinations.counts[$0, default: [:]]) }
        guard !others.isEmpty else { return rows }
        let counts = others.reduce(into: [:]) {
            $0.merge(destinations.counts[$1, default: [:]], uniquingKeysWith: +)
        }
        return rows + [("\(others.count) more", counts)]
    }

    private static func head(_ kind: Destinations.Kind) -> String {
        switch kind {
        case .lookedUp: "looked up first"
        case .line(.fixedLine): "landline"
        case .line(.fixedLineOrMobile): "either, by the plan"
        case .line(let type): type.rawValue.replacing("_", with: " ")
        }
    }
}

/// Says which characters make messages UCS-2, and what that costs where it need not be.
struct EncodingText {
    let plan: Plan
    let currency: String

    /// What smart encoding would spare, then the characters of messages that it would not help.
    var sentences: [String] {
        SavingsText(savings: plan.savings, currency: currency).sentences
            + [culprits].compactMap { $0 }
    }

    private var culprits: String? {
        let messages = plan.oddCharacters.messages
        let spared = plan.savings.ranked(most: 0).others?.messages ?? 0
        guard messages > spared else { return nil }
        let words = CharacterNames.list(characters.map(CharacterNames.name))
        let verb = characters.count == 1 ? "makes" : "make"
        return "\(words) \(verb) \(Figures.count(messages, "message", "messages")) UCS-2, "
            + "where a segment has room for 70 characters and not for 160"
    }

    /// The characters that can be seen; of those that cannot, only where there are no others.
    private var characters: [Unicode.Scalar] {
        let all = plan.oddCharacters.ranked
        let seen = all.filter {
            ![.format, .nonspacingMark].contains($0.properties.generalCategory)
        }
        return seen.isEmpty ? all : seen
    }
}

/// The way from rows to messages as lines with bars: what is left after each step, and who was lost
/// there and why.
struct FunnelText {
    private static let widestBar = 30
    private static let narrowestBar = 8

    let funnel: Funnel
    /// The messages whose numbers are looked up first.
    let lookups: Int
    let style: Style

    /// The lines, none longer than the width.
    func lines(width: Int) -> [String] {
        let names = funnel.steps.map(\.name.count).max() ?? 0
        let figures = funnel.steps.flatMap { [$0.left] + $0.dropped.map { -$0.count } }.map(
            Figures.count)
        let layout = Layout(name: names, figure: figures.map(\.count).max() ?? 0, width: width)
        return funnel.steps.enumerated().flatMap { index, step in
            [line(step, isLast: index == funnel.steps.count - 1, layout)]
                + step.dropped.flatMap { loss($0, layout) }
        } + lookupLines(layout)
    }

    private struct Layout {
        let name: Int
        let figure: Int
        let width: Int

        /// What is left beside name and figure.
        var rest: Int { width - name - figure - 6 }

        func line(_ name: String, _ figure: String, _ text: String) -> String {
            let gaps = [self.name - name.count, self.figure - figure.count].map {
                String(repeating: " ", count: max(0, $0))
            }
            return Printable.cut(
                "  " + name + gaps[0] + "  " + gaps[1] + figure + "  " + text, to: width)
        }
    }

    private func line(_ step: Funnel.Step, isLast: Bool, _ layout: Layout) -> String {
        let room = min(Self.widestBar, layout.rest)
        let rows = funnel.steps.first?.left ?? 0
        let bar = room < Self.narrowestBar ? "" : TextBar.share(step.left, of: rows, width: room)
        let line = layout.line(step.name, Figures.count(step.left), bar)
        return isLast ? style.paint(line, .green) : line
    }

    private func loss(_ loss: Funnel.Loss, _ layout: Layout) -> [String] {
        let meaning =
            Self.settled[loss.word] ?? PageHints.meaning(ofReason: loss.word)
            ?? loss.word
        return Paragraph.lines(meaning, width: layout.rest).enumerated().map { index, words in
            style.paint(
                layout.line("", index == 0 ? Figures.count(-loss.count) : "", words), .faint)
        }
    }

    private func lookupLines(_ layout: Layout) -> [String] {
        guard lookups > 0 else { return [] }
        let words =
            "\(Figures.count(lookups)) of them looked up first, and left out where that shows a landline or the like"
        return Paragraph.lines(words, width: layout.rest).map { layout.line("", "", $0) }
    }

    /// What earlier runs have settled, in words.
    private static let settled = [
        "sent": "sent in an earlier run", "failed": "refused in an earlier run",
        "unconfirmed": "unconfirmed since an earlier run",
    ]
}

/// Says which characters cost segments that smart encoding would spare.
struct SavingsText {
    /// Causes beyond these are not named.
    private static let most = 3

    let savings: SegmentSavings
    let currency: String

    /// One sentence a cause, the costliest first, and one for the rest; none where nothing would be
    /// spared.
    var sentences: [String] {
        let (named, others) = savings.ranked(most: Self.most)
        return named.map(sentence) + (others.map { [rest($0)] } ?? [])
    }

    private func sentence(_ cause: SegmentSavings.Cause) -> String {
        let characters = CharacterNames.list(cause.characters.map(CharacterNames.name))
        let replacements = CharacterNames.list(cause.characters.map(Self.replacement(for:)))
        let isOne = cause.characters.count == 1
        return
            "\(characters) in \(Figures.count(cause.messages, "message", "messages")) \(isOne ? "makes" : "make") "
            + "\(cause.messages == 1 ? "it" : "them") UCS-2: \(price(cause)); "
            + "“smartEncoding” would replace \(isOne ? "it" : "them") by \(replacements)"
    }

    private func rest(_ cause: SegmentSavings.Cause) -> String {
        "other characters in \(Figures.count(cause.messages, "message", "messages")): \(price(cause)); "
            + "“smartEncoding” would replace them too"
    }

    private func price(_ cause: SegmentSavings.Cause) -> String {
        let segments = Figures.count(cause.segments, "extra segment", "extra segments")
        return segments + (cause.cost.map { ", about \(Figures.money($0, currency))" } ?? "")
    }

    private static func replacement(for scalar: Unicode.Scalar) -> String {
        switch SmartEncoding.replacement(for: scalar) {
        case " ": "a space"
        case "", nil: "nothing"
        case let text?: text
        }
    }
}

/// Rendered messages as they will arrive: the shortest, a typical one and the longest.
struct SampleMessageText {
    private static let mostLines = 12
    private static let margin = "  │ "

    let samples: SampleMessages

    /// The lines, none longer than the width; hostile characters are made harmless.
    func lines(width: Int) -> [String] {
        chosen.flatMap { label, specimen in
            let title = "\(label): \(specimen.place), \(Self.size(specimen))"
            return Paragraph.lines(title, width: width - 4).enumerated().map {
                ($0 == 0 ? "  " : "    ") + $1
            } + Self.quoted(specimen.text, width: width)
        }
    }

    /// Each message once, under all that it is an example of.
    private var chosen: [(label: String, specimen: SampleMessage)] {
        guard let shortest = samples.shortest, let longest = samples.longest else { return [] }
        if shortest.place == longest.place { return [("all are of this length", shortest)] }
        guard let typical = samples.typical else { return [] }
        switch typical.place {
        case shortest.place: return [("shortest and typical", shortest), ("longest", longest)]
        case longest.place: return [("shortest", shortest), ("longest and typical", longest)]
        default: return [("shortest", shortest), ("typical", typical), ("longest", longest)]
        }
    }

    private static func size(_ specimen: SampleMessage) -> String {
        let (size, encoding) = (specimen.size, specimen.size.encoding)
        let room =
            size.segments > 1
            ? size.segments * encoding.unitsInEachOfMany : encoding.unitsInOneSegment
        return
            "\(Figures.count(size.segments, "segment", "segments")), \(encoding.rawValue), \(size.units) of \(room)"
    }

    private static func quoted(_ text: String, width: Int) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            fold(Printable.text(String(line)), width: max(20, width - margin.count))
        }
        guard lines.count > mostLines else { return lines.map { margin + $0 } }
        let rest = lines.count - mostLines + 1
        return lines.prefix(mostLines - 1).map { margin + $0 } + [
            "  … \(Figures.count(rest)) more lines"
        ]
    }

    /// Breaks a line at its spaces, and a word only where it is longer than the width; spaces stay
    /// as many as they are.
    private static func fold(_ line: String, width: Int) -> [String] {
        var (rest, lines) = (line[...], [String]())
        while DisplayWidth.of(rest) > width {
            let piece = DisplayWidth.prefix(of: rest, width)
            let space = piece.lastIndex(of: " ")
            let end = space.map { rest.index(after: $0) } ?? piece.endIndex
            // A character is never wider than a line, so there is a piece; but the loop must end
            // whatever comes.
            guard end > rest.startIndex else { break }
            lines.append(String(rest[..<(space ?? end)]))
            rest = rest[end...]
        }
        return lines + [String(rest)]
    }
}

/// What the plan says of a header that is not the first row.
enum HeaderText {
    /// Nil where it is the first row.
    static func text(_ list: RecipientList) -> String? {
        let line = list.format.headerLine
        guard line > 1 else { return nil }
        let words = list.format.wordsAbove.map { " (“\(Printable.text($0))”)" } ?? ""
        let above = line == 2 ? "the line above is" : "the \(line - 1) lines above are"
        return "line \(line) of the list; \(above) left out\(words)"
    }
}

/// Says which columns of the list the numbers were read from.
struct ColumnText {
    let list: RecipientList

    /// The phone columns by their names; of several how many messages go to the phones of each.
    func phones(_ plan: Plan) -> String {
        let names = list.phoneColumns.map { "“\(Printable.text(list.header[$0]))”" }
        guard names.count > 1 else { return "from the phone column \(names.joined())" }
        let counted = zip(names, list.phoneColumns).map { name, column in
            let count = plan.phoneColumns[column, default: 0]
            return "\(name) (\(Figures.count(count, "message", "messages")))"
        }
        return "from the phone columns " + counted.joined(separator: ", else ")
    }

    /// What the column of countries does; nil where none is used.
    var regions: String? {
        guard let report = list.regions, report.isUsed else { return nil }
        let changed =
            report.changed == 0
            ? "no number is read in another way by it"
            : "\(Figures.count(report.changed, "number is", "numbers are")) read in another way "
                + "by it"
        return "by the column “\(Printable.text(report.name))”: \(changed)" + empty(report)
    }

    private func empty(_ report: RegionReport) -> String {
        guard report.empty > 0 else { return "" }
        let rows = Figures.count(report.empty, "row has", "rows have")
        let region = list.defaultRegion.map { ", read as \($0)" } ?? ""
        return "; \(rows) nothing there\(region)"
    }

    /// What is to be said of a column of countries that is not used, or names none.
    var warning: String? {
        guard let report = list.regions else { return nil }
        let name = Printable.text(report.name)
        let unknown = report.firstUnknown.map {
            "\(Figures.count(report.unknown, "row names", "rows name")) no country there, first "
                + Printable.text($0)
        }
        if report.isUsed { return unknown.map { "the column “\(name)”: \($0)" } }
        return "the column “\(name)” is not used to read numbers: by it "
            + "\(Figures.count(report.valid.with)) of them would exist and without it "
            + "\(Figures.count(report.valid.without))" + (unknown.map { "; \($0)" } ?? "")
            + "; “columns.region” names the column that is to be used"
    }
}
